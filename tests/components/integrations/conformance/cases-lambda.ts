import { type IntegrationSpec, lambda as toLambda, lambdaCustom, mock } from "../../../../components";
import { jsFunction } from "../../../support/http-program";
import type { KindCase } from "./kind-case";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:things";
const INVOKE = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const permission = { action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com", function: FUNCTION };

export const lambda: KindCase = {
  spec: () => toLambda(FUNCTION),
  unknown: (arn) => toLambda(arn),
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
  permission,
  local: {
    nodes: [
      jsFunction(
        "things",
        "exports.handler = async (event) => ({ statusCode: 201, body: event.pathParameters?.id ?? event.body });",
      ),
    ],
  },
  answers: { HTTP: { status: 201, body: "7" }, REST: { status: 201, body: "7" }, WEBSOCKET: '{"id":"7"}' },
};

const toLambdaCustom = (requestTemplates: Record<string, string>): IntegrationSpec =>
  lambdaCustom(FUNCTION, { requestTemplates });

export const lambdaCustomCase: KindCase = {
  spec: () => toLambdaCustom({ "application/json": '{"id":"$input.params(\'id\')"}' }),
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
  webSocketSpec: () => toLambdaCustom({ $default: '{"id":"$input.path(\'$.id\')"}' }),
  webSocket: {
    integrationType: "AWS",
    integrationMethod: "POST",
    integrationUri: INVOKE,
    requestTemplates: { $default: '{"id":"$input.path(\'$.id\')"}' },
    templateSelectionExpression: "\\$default",
    timeoutMilliseconds: 29000,
  },
  permission,
  local: { nodes: [jsFunction("things", "exports.handler = async (event) => event.id;")] },
  answers: { REST: { status: 200, body: '"7"' }, WEBSOCKET: '"7"' },
};

export const mockCase: KindCase = {
  spec: () => mock({ responses: [{ statusCode: "200", templates: { "application/json": '{"up":true}' } }] }),
  unknown: (value) => mock({ responses: [{ statusCode: "200", templates: { "text/plain": value } }] }),
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
};
