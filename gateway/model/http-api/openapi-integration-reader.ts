import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { asNumber, asObject, asText, asTextMap, type GraphIndex } from "../../../engine/graph/graph-index";
import { functionArnOfUri } from "../../../aws/lambda-arn";
import { findFunction, type LambdaFunctionModel } from "../shared/lambda-function";
import { HTTP_API_LIMITS } from "../../../aws/quotas";
import { resolveReference } from "../../../aws/openapi";
import type { Fields } from "../shared/openapi-document";
import type { HttpApiModel, HttpIntegrationModel } from "./model";
import { payloadVersion } from "./route-reader";
import { defined } from "../../../language/defined";

/** An API being filled from its document. */
export interface OpenApiImport {
  index: GraphIndex;
  node: ResourceNode;
  api: HttpApiModel;
  document: Fields;
  functions: LambdaFunctionModel[];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export function readIntegrationExtension(
  from: OpenApiImport,
  routeKey: string,
  operation: Fields,
): HttpIntegrationModel | undefined {
  const written = asObject(operation["x-amazon-apigateway-integration"]);
  const reference = asText(written.$ref);
  const shared = from.api.integrations.find((candidate) => reference !== undefined && candidate.id === reference);
  if (shared !== undefined || Object.keys(written).length === 0) {
    return shared;
  }
  const fields = resolveReference(from.document, written);
  const type = asText(fields.type)?.toUpperCase();
  if (type !== "AWS_PROXY" && type !== "HTTP_PROXY") {
    from.index.problem(
      from.node,
      "error",
      `the integration of "${routeKey}" has type "${asText(fields.type) ?? ""}"; an HTTP API takes aws_proxy or http_proxy.`,
    );
    return undefined;
  }
  const integration = toIntegration(from, reference ?? routeKey, type, fields);
  from.api.integrations.push(integration);
  return integration;
}

function toIntegration(
  from: OpenApiImport,
  id: string,
  type: HttpIntegrationModel["type"],
  fields: Fields,
): HttpIntegrationModel {
  const optional = {
    uri: asText(fields.uri),
    subtype: asText(fields.integrationSubtype),
    method: asText(fields.httpMethod),
    connectionId: asText(fields.connectionId),
    credentialsArn: asText(fields.credentials),
    tlsServerName: asText(asObject(fields.tlsConfig).serverNameToVerify),
  };
  return {
    urn: from.node.urn,
    id,
    type,
    payloadFormatVersion: payloadVersion(asVersion(fields.payloadFormatVersion)),
    timeoutMs: asNumber(fields.timeoutInMillis) ?? HTTP_API_LIMITS.integrationTimeout.value,
    requestParameters: asTextMap(fields.requestParameters),
    responseParameters: Object.entries(asObject(fields.responseParameters)).map(([statusCode, mappings]) => ({
      statusCode,
      mappings: asTextMap(mappings),
    })),
    connectionType: asText(fields.connectionType) === "VPC_LINK" ? "VPC_LINK" : "INTERNET",
    ...defined(optional),
    ...defined({
      lambda:
        type === "AWS_PROXY" && optional.subtype === undefined
          ? findFunction(from.functions, functionArnOfUri(optional.uri ?? "") ?? optional.uri ?? "")
          : undefined,
    }),
  };
}

/** `payloadFormatVersion: 2.0` is the number 2 in JSON and YAML. */
export function asVersion(value: PropertyValue | undefined): string | undefined {
  return typeof value === "number" ? value.toFixed(1) : asText(value);
}
