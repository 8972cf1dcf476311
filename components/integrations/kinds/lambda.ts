import type * as pulumi from "@pulumi/pulumi";
import { streamedUri } from "../../../aws/lambda-arn";
import type { Problems } from "../../shared/problems";
import {
  BACKEND_FIELDS,
  type BackendFields,
  CREDENTIAL_FIELDS,
  type CredentialFields,
  INTEGRATION_FIELDS,
  type IntegrationFields,
  REQUEST_PARAMETER_FIELDS,
  type RequestParameterFields,
  RESPONSE_PARAMETER_FIELDS,
  type ResponseParameterFields,
  STREAMING_FIELDS,
  type StreamingFields,
} from "../fields";
import {
  checkFunction,
  FUNCTION_FIELDS,
  type FunctionFields,
  functionLabel,
  PERMISSION_FIELDS,
  type PermissionFields,
  permittedFunction,
} from "../function-fields";
import { type FunctionInput, functionTarget } from "../function-target";
import { fittingUri } from "../function-uri";
import { httpInputs } from "../http-inputs";
import type { IntegrationKindDefinition } from "../kind";
import { checkRest, restProperties } from "../rest-extension";
import { checkTimeout } from "../timeout";
import { webSocketInputs } from "../websocket-inputs";
import { readText } from "../../shared/mocks";

/** The payload format of a function's event and response. */
export const PayloadFormatVersion = { v1: "1.0", v2: "2.0" } as const;
export type PayloadFormatVersion = (typeof PayloadFormatVersion)[keyof typeof PayloadFormatVersion];

/** An integration with a Lambda function, whose result is the response. */
export interface LambdaIntegration
  extends
    IntegrationFields<"lambda">,
    FunctionFields,
    BackendFields,
    RequestParameterFields,
    ResponseParameterFields,
    StreamingFields,
    CredentialFields,
    PermissionFields {
  /**
   * The payload format of the event and the response.
   *
   * @default "2.0" on an HTTP API, "1.0" on a REST API, which has no other
   * @example
   * ```ts
   * lambda(orders, { payloadFormatVersion: "1.0" });
   * ```
   */
  payloadFormatVersion?: PayloadFormatVersion;
}

/** The options of a Lambda integration. */
export type LambdaOptions = Omit<LambdaIntegration, "kind" | keyof FunctionFields>;

/**
 * Sends requests to a Lambda function (AWS_PROXY).
 *
 * @param fn the function or alias, a reference with its ARN, or an ARN (with alias or version)
 * @example
 * ```ts
 * new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "GET /orders": lambda(orders, { timeoutMilliseconds: 5_000 }) } });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function lambda(fn: FunctionInput, options: LambdaOptions = {}): LambdaIntegration {
  return { kind: "lambda", ...functionTarget(fn), ...options };
}

export const lambdaKind: IntegrationKindDefinition<LambdaIntegration> = {
  fields: {
    ...INTEGRATION_FIELDS,
    ...FUNCTION_FIELDS("lambda"),
    ...BACKEND_FIELDS,
    ...REQUEST_PARAMETER_FIELDS,
    ...RESPONSE_PARAMETER_FIELDS,
    ...STREAMING_FIELDS,
    ...CREDENTIAL_FIELDS,
    ...PERMISSION_FIELDS,
    payloadFormatVersion: { plain: true, on: ["HTTP", "REST"] },
  },
  label: functionLabel,
  check: (problems, spec, api) => {
    checkFunction(problems, spec);
    checkTimeout(problems, spec, api);
    if (api === "REST") {
      checkRest(problems, spec);
    }
    checkPayloadFormat(problems, spec, api === "REST");
  },
  http: (component, spec) => ({
    ...httpInputs(component, spec),
    integrationType: "AWS_PROXY",
    integrationMethod: "POST",
    integrationUri: fittingUri(component, spec, "HTTP"),
    payloadFormatVersion: spec.payloadFormatVersion ?? "2.0",
  }),
  rest: {
    isProxy: true,
    integration: (component, spec) => ({
      type: "aws_proxy",
      httpMethod: "POST",
      uri: proxyUri(component, spec),
      requestParameters: spec.requestParameters,
      properties: restProperties(component, spec),
    }),
  },
  websocket: (component, spec) => ({
    ...webSocketInputs(component, spec),
    integrationType: "AWS_PROXY",
    integrationMethod: "POST",
    integrationUri: fittingUri(component, spec, "WEBSOCKET"),
  }),
  invokes: permittedFunction,
};

/**
 * A streamed response is asked for at another path of Lambda's API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
function proxyUri(component: string, spec: LambdaIntegration): pulumi.Input<string> {
  const uri = fittingUri(component, spec, "REST");
  return spec.streaming === true ? readText(uri, streamedUri) : uri;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
function checkPayloadFormat(problems: Problems, spec: LambdaIntegration, isRest: boolean): void {
  const received = spec.payloadFormatVersion;
  const versions: readonly string[] = isRest ? ["1.0"] : Object.values(PayloadFormatVersion);
  const expectation = isRest
    ? { expected: '"1.0", the only format of REST APIs', fix: "leave it out" }
    : { expected: '"1.0" or "2.0"', fix: 'write "2.0"' };
  const isKnown = received === undefined || versions.includes(received);
  problems.unless(isKnown, "payloadFormatVersion", { received, ...expectation });
}
