import type { ResourceNode } from "../../../engine/graph/graph";
import { asList, asObject, asText, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import type { LambdaFunctionModel } from "../shared/lambda-function";
import { type Fields, openApiDocument, operationsOf } from "../shared/openapi-document";
import { toGatewayResponse } from "./gateway-response-reader";
import type { RestAuthorizerModel } from "./authorizer-model";
import { readSecurityScheme } from "./authorizer-reader";
import type { RestDefinition, RestMethodModel } from "./definition-model";
import { withoutUndefined } from "./integration-reader";
import { type OpenApiImport, readOperation } from "./operation-reader";
import { securitySchemes } from "./security-reader";

/** What an OpenAPI body says of an API, beside what its resources say. */
export interface ImportedApi extends Partial<Omit<RestDefinition, "methods" | "gatewayResponses">> {
  methods: RestMethodModel[];
  gatewayResponses: RestDefinition["gatewayResponses"];
  authorizers: RestAuthorizerModel[];
  apiKeySource?: string;
  endpointDisabled?: boolean;
}

/**
 * Reads an API's `body`: OpenAPI 3.0 or Swagger 2.0 with `x-amazon-apigateway-*` extensions.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function readOpenApiBody(
  index: GraphIndex,
  node: ResourceNode,
  functions: LambdaFunctionModel[],
): ImportedApi | undefined {
  const document = openApiDocument(index, node, "methods");
  if (document === undefined) {
    return undefined;
  }
  const components = asObject(document.components);
  const authorizers = Object.entries(securitySchemes(document)).flatMap(([name, scheme]) =>
    readSecurityScheme(index, node, name, asObject(scheme), functions),
  );
  const schemas = { ...asObject(document.definitions), ...asObject(components.schemas) };
  const from: OpenApiImport = { index, node, document, authorizers, functions, schemas };
  const binary = document["x-amazon-apigateway-binary-media-types"];
  const size = document["x-amazon-apigateway-minimum-compression-size"];
  return {
    authorizers,
    methods: readMethods(from),
    gatewayResponses: Object.entries(asObject(document["x-amazon-apigateway-gateway-responses"])).map(([type, value]) =>
      toGatewayResponse(type, asObject(value)),
    ),
    ...withoutUndefined({
      binaryMediaTypes: binary === undefined ? undefined : asTexts(binary),
      minimumCompressionSize: typeof size === "number" ? size : undefined,
      policy: document["x-amazon-apigateway-policy"],
      apiKeySource: asText(document["x-amazon-apigateway-api-key-source"]),
      endpointDisabled: endpointDisabled(document),
    }),
  };
}

function readMethods(from: OpenApiImport): RestMethodModel[] {
  return Object.entries(asObject(from.document.paths)).flatMap(([path, value]) => {
    const item = asObject(value);
    return operationsOf(item).flatMap(
      ([httpMethod, operation]) => readOperation(from, httpMethod, path, item, operation) ?? [],
    );
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/openapi-extensions-endpoint-configuration.html */
function endpointDisabled(document: Fields): boolean | undefined {
  const configurations = [document, ...asList(document.servers).map(asObject)].map((place) =>
    asObject(place["x-amazon-apigateway-endpoint-configuration"]),
  );
  return configurations.some(({ disableExecuteApiEndpoint }) => disableExecuteApiEndpoint === true) ? true : undefined;
}
