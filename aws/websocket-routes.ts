/**
 * The predefined routes of a WebSocket API: all other keys are names of the program's own.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 */
export const CONNECT = "$connect";
export const DISCONNECT = "$disconnect";
export const DEFAULT = "$default";
