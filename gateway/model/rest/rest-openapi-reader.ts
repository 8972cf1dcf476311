import { parse } from "yaml";
import type { ResourceNode } from "../../../engine/graph";
import type { PropertyValue } from "../../../engine/value";
import { asList, asObject, asText, asTexts, type GraphIndex } from "../graph-index";
import type { LambdaFunctionModel } from "../lambda-function";
import { bundledSchema } from "./json-schema";
import { readSecurityScheme } from "./rest-authorizer-reader";
import { integrationType, toIntegration, withoutUndefined } from "./rest-integration-reader";
import { toGatewayResponse } from "./gateway-response-reader";
import { restRouteKey } from "./rest-route-key";
import type { RestAuthorizerModel } from "./rest-authorizer-model";
import type {
  RestAuthorizationType,
  RestDefinition,
  RestIntegrationModel,
  RestMethodModel,
} from "./rest-definition-model";

type Fields = { [key: string]: PropertyValue };

const ANY_METHOD = "x-amazon-apigateway-any-method";
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch"];
const PLACES: Record<string, string> = { query: "querystring", header: "header", path: "path" };

interface Import {
  index: GraphIndex;
  node: ResourceNode;
  document: Fields;
  authorizers: RestAuthorizerModel[];
  functions: LambdaFunctionModel[];
  schemas: Fields;
}

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
  const body = index.text(node, "body");
  if (body === undefined) {
    if (index.isPending(node, "body")) {
      const why = "the OpenAPI body is known only after the deployment, so its methods can't be read.";
      index.problem(node, "warning", why);
    }
    return undefined;
  }
  const document = parseDocument(index, node, body);
  const components = asObject(document.components);
  const schemes = { ...asObject(document.securityDefinitions), ...asObject(components.securitySchemes) };
  const authorizers = Object.entries(schemes).flatMap(([name, scheme]) =>
    readSecurityScheme(index, node, name, asObject(scheme), functions),
  );
  const schemas = { ...asObject(document.definitions), ...asObject(components.schemas) };
  const from: Import = { index, node, document, authorizers, functions, schemas };
  const binary = document["x-amazon-apigateway-binary-media-types"];
  const size = document["x-amazon-apigateway-minimum-compression-size"];
  return {
    authorizers,
    methods: Object.entries(asObject(document.paths)).flatMap(([path, item]) => readPath(from, path, asObject(item))),
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

function parseDocument(index: GraphIndex, node: ResourceNode, body: string): Fields {
  try {
    return asObject(parse(body) as PropertyValue);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    index.problem(node, "error", `the OpenAPI body is neither JSON nor YAML: ${reason}`);
    return {};
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/openapi-extensions-endpoint-configuration.html */
function endpointDisabled(document: Fields): boolean | undefined {
  const configurations = [document, ...asList(document.servers).map(asObject)].map((place) =>
    asObject(place["x-amazon-apigateway-endpoint-configuration"]),
  );
  return configurations.some(({ disableExecuteApiEndpoint }) => disableExecuteApiEndpoint === true) ? true : undefined;
}

function readPath(from: Import, path: string, item: Fields): RestMethodModel[] {
  return Object.entries(item).flatMap(([member, value]) => {
    if (member !== ANY_METHOD && !METHODS.includes(member)) {
      return [];
    }
    const httpMethod = member === ANY_METHOD ? "ANY" : member.toUpperCase();
    const operation = asObject(value);
    const key = restRouteKey(httpMethod, path);
    if (typeof key === "string") {
      from.index.problem(from.node, "error", `the OpenAPI body: ${key}`);
      return [];
    }
    const validator = validatorOf(from, operation);
    const parameters = [...asList(item.parameters), ...asList(operation.parameters)].map((parameter) =>
      resolved(from.document, asObject(parameter)),
    );
    const method: RestMethodModel = {
      urn: from.node.urn,
      routeKey: key.key,
      key,
      httpMethod,
      path,
      resourceId: resourceId(path),
      ...securityOf(from, operation),
      ...validator,
      requestParameters: requestParameters(parameters),
      requestModels: requestModels(from, operation, parameters),
      invokePermission: "unknown",
      ...withoutUndefined({
        operationName: asText(operation.operationId),
        integration: integrationOf(from, key.key, operation),
      }),
    };
    return [method];
  });
}

/** An imported resource's id is known to AWS alone; the same path always has the same here. */
function resourceId(path: string): string {
  let hash = 7;
  for (const character of path) {
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 2_176_782_336;
  }
  return hash.toString(36).padStart(6, "0");
}

function securityOf(
  from: Import,
  operation: Fields,
): Pick<RestMethodModel, "authorizationType" | "authorizationScopes" | "authorizer" | "apiKeyRequired"> {
  const requirements = asList(operation.security ?? from.document.security).map(asObject);
  const entries = requirements.flatMap((requirement) => Object.entries(requirement));
  const schemes = {
    ...asObject(from.document.securityDefinitions),
    ...asObject(asObject(from.document.components).securitySchemes),
  };
  const apiKeyRequired = entries.some(([name]) => isApiKey(asObject(schemes[name])));
  const own = asText(asObject(operation["x-amazon-apigateway-auth"]).type)?.toUpperCase();
  const isIam = own === "AWS_IAM" || (own !== "NONE" && entries.some(([name]) => isSigned(asObject(schemes[name]))));
  if (isIam) {
    return { authorizationType: "AWS_IAM", authorizationScopes: [], apiKeyRequired };
  }
  const [name, scopes] = entries.find(([key]) => from.authorizers.some(({ id }) => id === key)) ?? [];
  const authorizer = from.authorizers.find(({ id }) => id === name);
  if (authorizer === undefined) {
    return { authorizationType: "NONE", authorizationScopes: [], apiKeyRequired };
  }
  const authorizationType: RestAuthorizationType =
    authorizer.type === "COGNITO_USER_POOLS" ? authorizer.type : "CUSTOM";
  return { authorizationType, authorizationScopes: asTexts(scopes), authorizer, apiKeyRequired };
}

function isApiKey(scheme: Fields): boolean {
  return (
    scheme.type === "apiKey" &&
    asText(scheme.name)?.toLowerCase() === "x-api-key" &&
    scheme["x-amazon-apigateway-authorizer"] === undefined
  );
}

function isSigned(scheme: Fields): boolean {
  return asText(scheme["x-amazon-apigateway-authtype"])?.toLowerCase() === "awssigv4";
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-request-validators.html */
function validatorOf(from: Import, operation: Fields): Pick<RestMethodModel, "validatesBody" | "validatesParameters"> {
  const extension = "x-amazon-apigateway-request-validator";
  const name = asText(operation[extension] ?? from.document[extension]);
  const validator = asObject(asObject(from.document["x-amazon-apigateway-request-validators"])[name ?? ""]);
  return {
    validatesBody: validator.validateRequestBody === true,
    validatesParameters: validator.validateRequestParameters === true,
  };
}

function requestParameters(parameters: Fields[]): Record<string, boolean> {
  return Object.fromEntries(
    parameters.flatMap((parameter) => {
      const place = PLACES[asText(parameter.in) ?? ""];
      return place === undefined
        ? []
        : [[`method.request.${place}.${asText(parameter.name) ?? ""}`, parameter.required === true]];
    }),
  );
}

/** The schemas of the body by content type: of OpenAPI's `requestBody`, or of Swagger's `body` parameter. */
function requestModels(from: Import, operation: Fields, parameters: Fields[]): Record<string, unknown> {
  const content = asObject(resolved(from.document, asObject(operation.requestBody)).content);
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

function integrationOf(from: Import, routeKey: string, operation: Fields): RestIntegrationModel | undefined {
  const written = asObject(operation["x-amazon-apigateway-integration"]);
  const fields = resolved(from.document, written);
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

function resolved(document: Fields, value: Fields): Fields {
  const reference = asText(value.$ref);
  return reference === undefined
    ? value
    : reference
        .replace(/^#\//, "")
        .split("/")
        .reduce<Fields>((fields, part) => asObject(fields[part]), document);
}
