/**
 * The content of execution logs. `INFO` has each request; no level writes headers or bodies, which `dataTrace` alone does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export const LoggingLevel = { off: "OFF", error: "ERROR", info: "INFO" } as const;
export type LoggingLevel = (typeof LoggingLevel)[keyof typeof LoggingLevel];
