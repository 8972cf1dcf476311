/** The source of a client's API key: the header `x-api-key`, or the response of a Lambda authorizer. */
export const ApiKeySource = { header: "HEADER", authorizer: "AUTHORIZER" } as const;
export type ApiKeySource = (typeof ApiKeySource)[keyof typeof ApiKeySource];
