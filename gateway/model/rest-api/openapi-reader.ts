import { defined } from "../../../language/defined";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { asList, asObject, asText, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import type { LambdaFunctionModel } from "../shared/lambda-function";
import { operationsOf, securitySchemesOf } from "../../../aws/openapi";
import { type Fields, openApiDocument } from "../shared/openapi-document";
import { toGatewayResponse } from "./gateway-response-reader";
import type { RestAuthorizerModel } from "./authorizer-model";
import { readSecurityScheme } from "./authorizer-reader";
import type { RestDefinition, RestMethodModel } from "./definition-model";
import { type OpenApiImport, readOperation } from "./operation-reader";
import { ownValue } from "../../../language/own-value";

/** The parts of an API in its OpenAPI body, beside those in its resources. */
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
  const authorizers = Object.entries(securitySchemesOf(document)).flatMap(([name, scheme]) =>
    readSecurityScheme(index, node, name, asObject(scheme), functions),
  );
  const schemas = { ...asObject(document.definitions), ...asObject(components.schemas) };
  const from: OpenApiImport = { index, node, document, authorizers, functions, schemas };
  const binary = document["x-amazon-apigateway-binary-media-types"];
  const size = document["x-amazon-apigateway-minimum-compression-size"];
  return {
    authorizers,
    methods: readMethods(from, importedBasePath(document, index.value(node, "parameters"))),
    gatewayResponses: Object.entries(asObject(document["x-amazon-apigateway-gateway-responses"])).map(([type, value]) =>
      toGatewayResponse(type, asObject(value)),
    ),
    ...defined({
      binaryMediaTypes: binary === undefined ? undefined : asTexts(binary),
      minimumCompressionSize: typeof size === "number" ? size : undefined,
      policy: document["x-amazon-apigateway-policy"],
      apiKeySource: asText(document["x-amazon-apigateway-api-key-source"]),
      endpointDisabled: endpointDisabled(document),
    }),
  };
}

/**
 * The base path that the import puts before each path: none unless the API's `parameters` have `basepath`. `prepend` takes all of the
 * document's base path, `split` all but its first part.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html
 */
function importedBasePath(document: Fields, parameters: PropertyValue | undefined): string {
  const mode = asText(asObject(parameters).basepath);
  if (mode !== "prepend" && mode !== "split") {
    return "";
  }
  const parts = (asText(document.basePath) ?? serverPath(document)).split("/").filter((part) => part !== "");
  return (mode === "split" ? parts.slice(1) : parts).map((part) => `/${part}`).join("");
}

/** The path of OpenAPI 3's first server, with its variables' defaults. */
function serverPath(document: Fields): string {
  const server = asObject(asList(document.servers)[0]);
  const variables = asObject(server.variables);
  const named = (name: string): string =>
    (asText(asObject(ownValue(variables, name)).default) ?? "").replace(/^\/+/, "");
  const url = (asText(server.url) ?? "").replace(/\{([^}]+)\}/g, (_, name: string) => named(name));
  return url.replace(/^[a-z]+:\/\/[^/]*/i, "");
}

function readMethods(from: OpenApiImport, basePath: string): RestMethodModel[] {
  return operationsOf(from.document).flatMap((operation) => {
    const isRoot = basePath !== "" && operation.path === "/";
    return readOperation(from, isRoot ? basePath : `${basePath}${operation.path}`, operation) ?? [];
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/openapi-extensions-endpoint-configuration.html */
function endpointDisabled(document: Fields): boolean | undefined {
  const configurations = [document, ...asList(document.servers).map(asObject)].map((place) =>
    asObject(place["x-amazon-apigateway-endpoint-configuration"]),
  );
  return configurations.some(({ disableExecuteApiEndpoint }) => disableExecuteApiEndpoint === true) ? true : undefined;
}
