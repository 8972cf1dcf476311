import { lambda } from "../../../../components";
import { jsFunction } from "../../../support/http-program";
import { describeKind } from "../describe-kind";
import { FUNCTION, INVOKE, INVOKE_PERMISSION } from "../kind-parts";

describeKind("lambda", {
  spec: () => lambda(FUNCTION),
  unknown: (arn) => lambda(arn),
  empty: ["integration.functionArn: use lambda(fn)"],
  http: {
    connectionType: "INTERNET",
    integrationMethod: "POST",
    integrationType: "AWS_PROXY",
    integrationUri: INVOKE,
    payloadFormatVersion: "2.0",
    timeoutMilliseconds: 30000,
  },
  rest: {
    type: "aws_proxy",
    httpMethod: "POST",
    uri: INVOKE,
    passthroughBehavior: "when_no_match",
    timeoutInMillis: 29000,
  },
  webSocket: {
    integrationType: "AWS_PROXY",
    integrationMethod: "POST",
    integrationUri: INVOKE,
    timeoutMilliseconds: 29000,
  },
  permission: INVOKE_PERMISSION,
  local: {
    nodes: [
      jsFunction(
        "things",
        "exports.handler = async (event) => ({ statusCode: 201, body: event.pathParameters?.id ?? event.body });",
      ),
    ],
  },
  answers: { HTTP: { status: 201, body: "7" }, REST: { status: 201, body: "7" }, WEBSOCKET: '{"id":"7"}' },
});
