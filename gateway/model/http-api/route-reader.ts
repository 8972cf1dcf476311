import { defined } from "../../../language/defined";
import { V2 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import {
  asList,
  asNumber,
  asObject,
  asText,
  asTextMap,
  asTexts,
  type GraphIndex,
} from "../../../engine/graph/graph-index";
import type { LambdaFunctionModel } from "../shared/lambda-function";
import { readLambdaTarget } from "../shared/lambda-function-reader";
import { HTTP_API_LIMITS } from "../../../aws/quotas";
import { parseRouteKey, routeKeyProblem } from "../../../aws/route-key";
import type {
  AuthorizationType,
  HttpApiModel,
  HttpAuthorizerModel,
  HttpIntegrationModel,
  HttpRouteModel,
  PayloadFormatVersion,
  LambdaAuthorizerModel,
} from "./model";
import { partsOf, ROUTE_TYPE } from "./parts";

const INTEGRATION = V2.integration;
const AUTHORIZER = V2.authorizer;

export function readIntegrations(index: GraphIndex, api: HttpApiModel, functions: LambdaFunctionModel[]): void {
  for (const node of partsOf(index, api, INTEGRATION)) {
    const type = index.text(node, "integrationType") ?? "";
    if (type === "AWS_PROXY" || type === "HTTP_PROXY") {
      api.integrations.push(readIntegration(index, node, type, functions));
    } else {
      index.problem(node, "error", `integrationType is "${type}"; an HTTP API takes "AWS_PROXY" or "HTTP_PROXY".`);
    }
  }
}

function readIntegration(
  index: GraphIndex,
  node: ResourceNode,
  type: HttpIntegrationModel["type"],
  functions: LambdaFunctionModel[],
): HttpIntegrationModel {
  const [uri, subtype] = [index.text(node, "integrationUri"), index.text(node, "integrationSubtype")];
  const [method, connectionId] = [index.text(node, "integrationMethod"), index.text(node, "connectionId")];
  const credentialsArn = index.text(node, "credentialsArn");
  const tlsServerName = asText(asObject(index.value(node, "tlsConfig")).serverNameToVerify);
  return defined({
    urn: node.urn,
    id: index.id(node) ?? node.name,
    type,
    payloadFormatVersion: payloadVersion(index.text(node, "payloadFormatVersion")),
    timeoutMs: asNumber(index.value(node, "timeoutMilliseconds")) ?? HTTP_API_LIMITS.integrationTimeout.value,
    requestParameters: asTextMap(index.value(node, "requestParameters")),
    responseParameters: asList(index.value(node, "responseParameters")).map((item) => {
      const response = asObject(item);
      return { statusCode: asText(response.statusCode) ?? "", mappings: asTextMap(response.mappings) };
    }),
    connectionType: index.text(node, "connectionType") === "VPC_LINK" ? "VPC_LINK" : "INTERNET",
    uri,
    subtype,
    method,
    connectionId,
    credentialsArn,
    tlsServerName,
    lambda:
      type === "AWS_PROXY" && subtype === undefined
        ? readLambdaTarget(index, node, "integrationUri", functions)
        : undefined,
  });
}

export function readAuthorizers(index: GraphIndex, api: HttpApiModel, functions: LambdaFunctionModel[]): void {
  for (const node of partsOf(index, api, AUTHORIZER)) {
    const authorizer = readAuthorizer(index, node, functions);
    if (authorizer === undefined) {
      const type = index.text(node, "authorizerType") ?? "";
      index.problem(node, "error", `authorizerType is "${type}"; an HTTP API takes "JWT" or "REQUEST".`);
    } else {
      api.authorizers.push(authorizer);
    }
  }
}

function readAuthorizer(
  index: GraphIndex,
  node: ResourceNode,
  functions: LambdaFunctionModel[],
): HttpAuthorizerModel | undefined {
  const identity = {
    urn: node.urn,
    id: index.id(node) ?? node.name,
    name: index.text(node, "name") ?? node.name,
    identitySources: asTexts(index.value(node, "identitySources")),
  };
  switch (index.text(node, "authorizerType")) {
    case "JWT": {
      const jwt = asObject(index.value(node, "jwtConfiguration"));
      return { ...identity, type: "JWT", issuer: asText(jwt.issuer) ?? "", audiences: asTexts(jwt.audiences) };
    }
    case "REQUEST": {
      const credentialsArn = index.text(node, "authorizerCredentialsArn");
      return defined<LambdaAuthorizerModel>({
        ...identity,
        type: "REQUEST",
        lambda: readLambdaTarget(index, node, "authorizerUri", functions),
        payloadFormatVersion: payloadVersion(index.text(node, "authorizerPayloadFormatVersion")),
        enableSimpleResponses: index.value(node, "enableSimpleResponses") === true,
        resultTtlSeconds:
          asNumber(index.value(node, "authorizerResultTtlInSeconds")) ?? defaultTtl(identity.identitySources),
        credentialsArn,
        invokePermission: "unknown",
      });
    }
    default:
      return undefined;
  }
}

/** Returns what the AWS provider sends for a program that says nothing: caching needs an identity source. */
function defaultTtl(identitySources: string[]): number {
  return identitySources.length > 0 ? HTTP_API_LIMITS.authorizerCacheTtlDefault.value : 0;
}

export function readRoutes(index: GraphIndex, api: HttpApiModel): void {
  for (const node of partsOf(index, api, ROUTE_TYPE)) {
    const routeKey = index.text(node, "routeKey") ?? "";
    const problem = routeKeyProblem(routeKey);
    if (problem !== undefined) {
      index.problem(node, "error", `routeKey ${JSON.stringify(routeKey)}: ${problem}`);
      continue;
    }
    api.routes.push(readRoute(index, node, api, routeKey));
  }
}

function readRoute(index: GraphIndex, node: ResourceNode, api: HttpApiModel, routeKey: string): HttpRouteModel {
  const integration = named(index, node, "target", api.integrations, (target) => target.replace(/^integrations\//, ""));
  const authorizer = named(index, node, "authorizerId", api.authorizers, (id) => id);
  const operationName = index.text(node, "operationName");
  return defined({
    urn: node.urn,
    routeKey,
    key: parseRouteKey(routeKey),
    authorizationType: (index.text(node, "authorizationType") ?? "NONE") as AuthorizationType,
    authorizationScopes: asTexts(index.value(node, "authorizationScopes")),
    authorizer,
    integration,
    operationName,
    invokePermission: "unknown",
    stagesWithoutPermission: [],
  });
}

/** The part of the API that a property of a route names by id or, where that is unknown, by dependency. */
function named<T extends { id: string; urn: string }>(
  index: GraphIndex,
  node: ResourceNode,
  property: string,
  parts: T[],
  idOf: (value: string) => string,
): T | undefined {
  const value = index.text(node, property);
  if (value === undefined) {
    const sources = index.sources(node, property);
    return parts.find((part) => sources.includes(part.urn));
  }
  const found = parts.find((part) => part.id === idOf(value));
  if (found === undefined) {
    index.problem(node, "error", `${property} "${value}" names nothing that this program declares for the API.`);
  }
  return found;
}

/** @default "1.0", as the API has it where nothing is said */
export function payloadVersion(text: string | undefined): PayloadFormatVersion {
  return text === "2.0" ? "2.0" : "1.0";
}
