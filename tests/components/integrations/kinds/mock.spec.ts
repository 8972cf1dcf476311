import { mock } from "../../../../components";
import { describeKind } from "../describe-kind";

describeKind("mock", {
  spec: () => mock({ responses: [{ statusCode: "200", templates: { "application/json": '{"up":true}' } }] }),
  unknown: (value) => mock({ responses: [{ statusCode: "200", templates: { "text/plain": value, $default: value } }] }),
  empty: [],
  rest: {
    type: "mock",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
    responses: { default: { statusCode: "200", responseTemplates: { "application/json": '{"up":true}' } } },
    passthroughBehavior: "when_no_match",
  },
  webSocket: {
    integrationType: "MOCK",
    requestTemplates: { $default: '{"statusCode": 200}' },
    templateSelectionExpression: "\\$default",
    timeoutMilliseconds: 29000,
  },
  webSocketSpec: () => mock({ responses: [{ statusCode: "200", templates: { $default: '{"up":true}' } }] }),
  answers: { REST: { status: 200, body: '{"up":true}' }, WEBSOCKET: '{"up":true}' },
});
