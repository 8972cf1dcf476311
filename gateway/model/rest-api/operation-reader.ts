import { defined } from "../../../language/defined";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { asList, asObject, asText, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import type { LambdaFunctionModel } from "../shared/lambda-function";
import { type DocumentOperation, resolveReference } from "../../../aws/openapi";
import type { Fields } from "../shared/openapi-document";
import { bundledSchema } from "../shared/json-schema";
import type { RestAuthorizerModel } from "./authorizer-model";
import type { RestIntegrationModel, RestMethodModel } from "./definition-model";
import { integrationType, toIntegration } from "./integration-reader";
import { restRouteKey } from "./route-key";
import { readSecurity } from "./security-reader";
import { ownValue } from "../../../language/own-value";

/** The document that operations are read from, with what its operations refer to. */
export interface OpenApiImport {
  index: GraphIndex;
  node: ResourceNode;
  document: Fields;
  authorizers: RestAuthorizerModel[];
  functions: LambdaFunctionModel[];
  schemas: Fields;
}

/** A method from its operation; undefined where its path is none that a REST API takes. */
export function readOperation(
  from: OpenApiImport,
  path: string,
  { method: httpMethod, item, fields: operation }: DocumentOperation<PropertyValue>,
): RestMethodModel | undefined {
  const key = restRouteKey(httpMethod, path);
  if (typeof key === "string") {
    from.index.problem(from.node, "error", `the OpenAPI body: ${key}`);
    return undefined;
  }
  const parameters = [...asList(item.parameters), ...asList(operation.parameters)].map((parameter) =>
    resolveReference(from.document, asObject(parameter)),
  );
  return {
    urn: from.node.urn,
    routeKey: key.key,
    key,
    httpMethod,
    path,
    resourceId: resourceId(path),
    ...readSecurity(from.document, from.authorizers, operation),
    ...validatorOf(from, operation),
    requestParameters: requestParameters(parameters),
    requestModels: requestModels(from, operation, parameters),
    invokePermission: "unknown",
    ...defined({
      operationName: asText(operation.operationId),
      integration: integrationOf(from, key.key, operation),
    }),
  };
}

/** An imported resource's id is known to AWS alone; the same path always has the same here. */
function resourceId(path: string): string {
  let hash = 7;
  for (const character of path) {
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 2_176_782_336;
  }
  return hash.toString(36).padStart(6, "0");
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-request-validators.html */
function validatorOf(
  from: OpenApiImport,
  operation: Fields,
): Pick<RestMethodModel, "validatesBody" | "validatesParameters"> {
  const extension = "x-amazon-apigateway-request-validator";
  const name = asText(operation[extension] ?? from.document[extension]);
  const validator = asObject(ownValue(asObject(from.document["x-amazon-apigateway-request-validators"]), name ?? ""));
  return {
    validatesBody: validator.validateRequestBody === true,
    validatesParameters: validator.validateRequestParameters === true,
  };
}

const PLACES: Record<string, string> = { query: "querystring", header: "header", path: "path" };

function requestParameters(parameters: Fields[]): Record<string, boolean> {
  return Object.fromEntries(
    parameters.flatMap((parameter) => {
      const place = ownValue(PLACES, asText(parameter.in) ?? "");
      return place === undefined
        ? []
        : [[`method.request.${place}.${asText(parameter.name) ?? ""}`, parameter.required === true]];
    }),
  );
}

/** The schemas of the body by content type: of OpenAPI's `requestBody`, or of Swagger's `body` parameter. */
function requestModels(from: OpenApiImport, operation: Fields, parameters: Fields[]): Record<string, unknown> {
  const content = asObject(resolveReference(from.document, asObject(operation.requestBody)).content);
  const swaggerBody = parameters.find((parameter) => parameter.in === "body");
  const consumes = asTexts(operation.consumes ?? from.document.consumes);
  const schemas: [string, PropertyValue | undefined][] =
    swaggerBody === undefined
      ? Object.entries(content).map(([type, media]) => [type, asObject(media).schema])
      : (consumes.length === 0 ? ["application/json"] : consumes).map((type) => [type, swaggerBody.schema]);
  return Object.fromEntries(
    schemas.flatMap(([type, schema]) => (schema === undefined ? [] : [[type, bundledSchema(schema, from.schemas)]])),
  );
}

function integrationOf(from: OpenApiImport, routeKey: string, operation: Fields): RestIntegrationModel | undefined {
  const written = asObject(operation["x-amazon-apigateway-integration"]);
  const fields = resolveReference(from.document, written);
  const type = integrationType(fields);
  if (type === undefined) {
    const why =
      Object.keys(written).length === 0
        ? "has no x-amazon-apigateway-integration"
        : `has an integration of type "${asText(fields.type) ?? ""}"`;
    from.index.problem(
      from.node,
      "error",
      `"${routeKey}" ${why}; a REST API takes aws, aws_proxy, http, http_proxy or mock.`,
    );
    return undefined;
  }
  return toIntegration(type, fields, from.functions);
}
