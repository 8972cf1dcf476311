/** The kinds of API. */
export const ApiProtocol = { http: "HTTP", rest: "REST", websocket: "WEBSOCKET" } as const;
export type ApiProtocol = (typeof ApiProtocol)[keyof typeof ApiProtocol];

/** The kinds of API as messages name them. */
export const API_NAMES: Readonly<Record<ApiProtocol, string>> = {
  HTTP: "HTTP APIs",
  REST: "REST APIs",
  WEBSOCKET: "WebSocket APIs",
};

/** The component of each kind of API. */
export const API_COMPONENTS: Readonly<Record<ApiProtocol, string>> = {
  HTTP: "an HttpApi",
  REST: "a RestApi",
  WEBSOCKET: "a WebSocketApi",
};
