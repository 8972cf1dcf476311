import { httpProxy } from "../../../../components";
import { describeKind } from "../describe-kind";

describeKind("httpProxy", {
  spec: (backend) => httpProxy(`${backend}/target/{id}`),
  unknown: (url) => httpProxy(url),
  empty: ['integration.url: use httpProxy("https://...")'],
  http: {
    connectionType: "INTERNET",
    integrationMethod: "ANY",
    integrationType: "HTTP_PROXY",
    integrationUri: "https://backend.example/target/{id}",
    payloadFormatVersion: "1.0",
    timeoutMilliseconds: 30000,
  },
  rest: {
    type: "http_proxy",
    httpMethod: "ANY",
    uri: "https://backend.example/target/{id}",
    requestParameters: { "integration.request.path.id": "method.request.path.id" },
    passthroughBehavior: "when_no_match",
    timeoutInMillis: 29000,
  },
  webSocketSpec: (backend) => httpProxy(`${backend}/target`),
  webSocket: {
    integrationType: "HTTP_PROXY",
    integrationMethod: "POST",
    integrationUri: "https://backend.example/target",
    timeoutMilliseconds: 29000,
  },
  answers: {
    HTTP: { status: 200, body: /^\{"method":"POST","url":"\/target\/7",/ },
    REST: { status: 200, body: /^\{"method":"POST","url":"\/target\/7",/ },
    WEBSOCKET: /^\{"method":"POST","url":"\/target",.*"body":"\{\\"id\\":\\"7\\"\}"/,
  },
});
