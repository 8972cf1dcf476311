import { type IntegrationSpec, lambdaCustom } from "../../../../components";
import { jsFunction } from "../../../support/http-program";
import { describeKind } from "../describe-kind";
import { FUNCTION, INVOKE, INVOKE_PERMISSION } from "../kind-parts";

const customWith = (requestTemplates: Record<string, string>): IntegrationSpec =>
  lambdaCustom(FUNCTION, { requestTemplates });

describeKind("lambdaCustom", {
  spec: () => customWith({ "application/json": '{"id":"$input.params(\'id\')"}' }),
  unknown: (arn) => lambdaCustom(arn),
  empty: ["integration.functionArn: use lambdaCustom(fn)"],
  rest: {
    type: "aws",
    httpMethod: "POST",
    uri: INVOKE,
    requestTemplates: { "application/json": '{"id":"$input.params(\'id\')"}' },
    responses: { default: { statusCode: "200" } },
    passthroughBehavior: "when_no_match",
    timeoutInMillis: 29000,
  },
  webSocketSpec: () => customWith({ $default: '{"id":"$input.path(\'$.id\')"}' }),
  webSocket: {
    integrationType: "AWS",
    integrationMethod: "POST",
    integrationUri: INVOKE,
    requestTemplates: { $default: '{"id":"$input.path(\'$.id\')"}' },
    templateSelectionExpression: "\\$default",
    timeoutMilliseconds: 29000,
  },
  permission: INVOKE_PERMISSION,
  local: { nodes: [jsFunction("things", "exports.handler = async (event) => event.id;")] },
  answers: { REST: { status: 200, body: '"7"' }, WEBSOCKET: '"7"' },
});
