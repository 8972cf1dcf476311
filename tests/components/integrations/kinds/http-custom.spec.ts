import { httpCustom } from "../../../../components";
import { describeKind } from "../describe-kind";

describeKind("httpCustom", {
  spec: (backend) => httpCustom(`${backend}/target/{id}`),
  unknown: (url) => httpCustom(url),
  empty: ['integration.url: use httpCustom("https://...")'],
  rest: {
    type: "http",
    httpMethod: "POST",
    uri: "https://backend.example/target/{id}",
    requestParameters: { "integration.request.path.id": "method.request.path.id" },
    responses: { default: { statusCode: "200" } },
    passthroughBehavior: "when_no_match",
    timeoutInMillis: 29000,
  },
  webSocketSpec: (backend) => httpCustom(`${backend}/target`),
  webSocket: {
    integrationType: "HTTP",
    integrationMethod: "POST",
    integrationUri: "https://backend.example/target",
    timeoutMilliseconds: 29000,
  },
  answers: {
    REST: { status: 200, body: /^\{"method":"POST","url":"\/target\/7",/ },
    WEBSOCKET: /^\{"method":"POST","url":"\/target",/,
  },
});
