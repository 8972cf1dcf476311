import { defined } from "../../../language/defined";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { asObject, asText, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import { functionArnOfUri } from "../../../aws/lambda-arn";
import { findFunction, type LambdaFunctionModel } from "../shared/lambda-function";
import { type Fields, openApiDocument } from "../shared/openapi-document";
import {
  type DocumentOperation,
  operationsOf,
  requirementsOf,
  routeKeyOf,
  securitySchemesOf,
} from "../../../aws/openapi";
import { DEFAULT_ROUTE_KEY, parseRouteKey, routePathProblem } from "../../../aws/route-key";
import { readCors } from "./parts";
import type {
  AuthorizationType,
  HttpApiModel,
  HttpAuthorizerModel,
  HttpRouteModel,
  LambdaAuthorizerModel,
} from "./model";
import { payloadVersion } from "./route-reader";
import { asVersion, readIntegrationExtension, type OpenApiImport } from "./openapi-integration-reader";

/**
 * Reads an API's OpenAPI 3.0 `body` with its `x-amazon-apigateway-*` extensions into the model.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function readOpenApiBody(
  index: GraphIndex,
  node: ResourceNode,
  api: HttpApiModel,
  functions: LambdaFunctionModel[],
): void {
  const document = openApiDocument(index, node, "routes");
  if (document === undefined) {
    return;
  }
  if (asText(document.openapi)?.startsWith("3.0") !== true) {
    index.problem(node, "error", `the body's "openapi" is not 3.0.x; an HTTP API imports OpenAPI 3.0 only.`);
  }
  const from: OpenApiImport = { index, node, api, document, functions };
  const cors = readCors(document["x-amazon-apigateway-cors"]);
  if (cors !== undefined) {
    api.cors ??= cors;
  }
  for (const [name, scheme] of Object.entries(securitySchemesOf(document))) {
    readSecurityScheme(from, name, asObject(scheme));
  }
  for (const operation of operationsOf(document)) {
    readRoute(from, operation);
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function readSecurityScheme(from: OpenApiImport, name: string, scheme: Fields): void {
  const settings = asObject(scheme["x-amazon-apigateway-authorizer"]);
  const source = settings.identitySource;
  const listed = asText(source)?.split(",") ?? asTexts(source);
  const identity = {
    urn: from.node.urn,
    id: name,
    name,
    identitySources: listed.map((item) => item.trim()),
  };
  const authorizer = readSchemeAuthorizer(from, identity, settings);
  if (authorizer !== undefined) {
    from.api.authorizers.push(authorizer);
  }
}

function readSchemeAuthorizer(
  from: OpenApiImport,
  identity: Pick<HttpAuthorizerModel, "urn" | "id" | "name" | "identitySources">,
  settings: Fields,
): HttpAuthorizerModel | undefined {
  switch (asText(settings.type)?.toLowerCase()) {
    case "jwt": {
      const jwt = asObject(settings.jwtConfiguration);
      const audience = asText(jwt.audience);
      const audiences = audience === undefined ? asTexts(jwt.audience) : [audience];
      return { ...identity, type: "JWT", issuer: asText(jwt.issuer) ?? "", audiences };
    }
    case "request": {
      const uri = asText(settings.authorizerUri) ?? "";
      const credentialsArn = asText(settings.authorizerCredentials);
      return defined<LambdaAuthorizerModel>({
        ...identity,
        type: "REQUEST",
        lambda: findFunction(from.functions, functionArnOfUri(uri) ?? uri),
        payloadFormatVersion: payloadVersion(asVersion(settings.authorizerPayloadFormatVersion)),
        enableSimpleResponses: settings.enableSimpleResponses === true,
        resultTtlSeconds: asSeconds(settings.authorizerResultTtlInSeconds),
        credentialsArn,
        invokePermission: "unknown",
      });
    }
    default:
      return undefined;
  }
}

function readRoute(from: OpenApiImport, operation: DocumentOperation<PropertyValue>): void {
  const { path, fields } = operation;
  const routeKey = routeKeyOf(operation);
  const problem = routeKey === DEFAULT_ROUTE_KEY ? undefined : routePathProblem(path);
  if (problem === undefined) {
    from.api.routes.push(readOperation(from, routeKey, fields));
  } else {
    from.index.problem(from.node, "error", `path ${JSON.stringify(path)} of the OpenAPI body: ${problem}`);
  }
}

function readOperation(from: OpenApiImport, routeKey: string, operation: Fields): HttpRouteModel {
  const integration = readIntegrationExtension(from, routeKey, operation);
  const operationName = asText(operation.operationId);
  return defined({
    urn: from.node.urn,
    routeKey,
    key: parseRouteKey(routeKey),
    ...readSecurity(from, operation),
    integration,
    operationName,
    invokePermission: "unknown",
    stagesWithoutPermission: [],
  });
}

function readSecurity(
  from: OpenApiImport,
  operation: Fields,
): Pick<HttpRouteModel, "authorizationType" | "authorizationScopes" | "authorizer"> {
  if (asText(asObject(operation["x-amazon-apigateway-auth"]).type)?.toUpperCase() === "AWS_IAM") {
    return { authorizationType: "AWS_IAM", authorizationScopes: [] };
  }
  const [requirement = {}] = requirementsOf(from.document, operation);
  const [name, scopes] = Object.entries(requirement)[0] ?? [];
  const authorizer = from.api.authorizers.find((candidate) => candidate.id === name);
  if (authorizer === undefined) {
    return { authorizationType: "NONE", authorizationScopes: [] };
  }
  const authorizationType: AuthorizationType = authorizer.type === "JWT" ? "JWT" : "CUSTOM";
  return { authorizationType, authorizationScopes: asTexts(scopes), authorizer };
}

function asSeconds(value: PropertyValue | undefined): number {
  return Number(value ?? 0) || 0;
}
