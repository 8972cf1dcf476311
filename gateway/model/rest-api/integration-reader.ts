import { defined } from "../../../language/defined";
import type { PropertyValue } from "../../../engine/graph/value";
import { asNumber, asObject, asText, asTextMap, asTexts } from "../../../engine/graph/graph-index";
import { functionArnOfUri, isInvokeUri } from "../../../aws/lambda-arn";
import { findFunction, type LambdaFunctionModel, type LambdaTarget } from "../shared/lambda-function";
import { REST_API_LIMITS } from "../../../aws/quotas";
import type {
  ContentHandling,
  PassthroughBehavior,
  RestIntegrationModel,
  RestIntegrationResponseModel,
  RestIntegrationType,
} from "./definition-model";

/** An integration's fields by the names of the OpenAPI extension; resources have some of them under others. */
export type IntegrationFields = Record<string, PropertyValue | undefined>;

const TYPES: readonly string[] = ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"];

export function integrationType(fields: IntegrationFields): RestIntegrationType | undefined {
  const type = asText(fields.type)?.toUpperCase() ?? "";
  return TYPES.includes(type) ? (type as RestIntegrationType) : undefined;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export function toIntegration(
  type: RestIntegrationType,
  fields: IntegrationFields,
  functions: LambdaFunctionModel[],
  lambda?: LambdaTarget,
): RestIntegrationModel {
  const uri = asText(fields.uri);
  const optional = {
    uri,
    httpMethod: asText(fields.httpMethod)?.toUpperCase(),
    contentHandling: contentHandling(fields.contentHandling),
    connectionId: asText(fields.connectionId),
    targetArn: asText(fields.integrationTarget),
    credentialsArn: asText(fields.credentials),
    cacheNamespace: asText(fields.cacheNamespace),
    skipsVerification: asObject(fields.tlsConfig).insecureSkipVerification === true ? true : undefined,
    lambda: lambda ?? lambdaTarget(type, uri, functions),
  };
  const passthrough = asText(fields.passthroughBehavior)?.toUpperCase() ?? "WHEN_NO_MATCH";
  return {
    type,
    requestParameters: asTextMap(fields.requestParameters),
    requestTemplates: asTextMap(fields.requestTemplates),
    passthroughBehavior: passthrough as PassthroughBehavior,
    timeoutMs: asNumber(fields.timeoutInMillis) ?? REST_API_LIMITS.integrationTimeout.value,
    connectionType: asText(fields.connectionType)?.toUpperCase() === "VPC_LINK" ? "VPC_LINK" : "INTERNET",
    cacheKeyParameters: asTexts(fields.cacheKeyParameters),
    streams:
      asText(fields.responseTransferMode)?.toUpperCase() === "STREAM" ||
      uri?.endsWith("/response-streaming-invocations") === true,
    responses: Object.entries(asObject(fields.responses)).map(([pattern, value]) =>
      toIntegrationResponse(pattern === "default" ? undefined : pattern, asObject(value)),
    ),
    ...defined(optional),
  };
}

export function toIntegrationResponse(
  selectionPattern: string | undefined,
  fields: IntegrationFields,
): RestIntegrationResponseModel {
  return {
    statusCode: asText(fields.statusCode) ?? String(asNumber(fields.statusCode) ?? 200),
    responseParameters: asTextMap(fields.responseParameters),
    responseTemplates: asTextMap(fields.responseTemplates),
    ...defined({
      selectionPattern: selectionPattern === "" ? undefined : selectionPattern,
      contentHandling: contentHandling(fields.contentHandling),
    }),
  };
}

/** The function of a Lambda URI; an `AWS` integration may call another service. */
function lambdaTarget(
  type: RestIntegrationType,
  uri: string | undefined,
  functions: LambdaFunctionModel[],
): LambdaTarget | undefined {
  if (uri === undefined || (type !== "AWS_PROXY" && !(type === "AWS" && isInvokeUri(uri)))) {
    return undefined;
  }
  return findFunction(
    functions,
    functionArnOfUri(uri) ?? uri.replace(/^.*\/functions\/(.+)\/[a-z-]*invocations$/, "$1"),
  );
}

function contentHandling(value: PropertyValue | undefined): ContentHandling | undefined {
  const text = asText(value)?.toUpperCase();
  return text === "CONVERT_TO_BINARY" || text === "CONVERT_TO_TEXT" ? text : undefined;
}
