import { defined } from "../../../language/defined";
import { isInvokeUri } from "../../../aws/lambda-arn";
import type { ResourceNode } from "../../../engine/graph/graph";
import { asObject, asText, asTextMap, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import type { LambdaFunctionModel } from "../shared/lambda-function";
import { readLambdaTarget } from "../shared/lambda-function-reader";
import { ROUTE_METHODS } from "../../../aws/route-key";
import { integrationType, toIntegration, toIntegrationResponse } from "./integration-reader";
import { namedNode, names, jsonValue, partsOf, referenceId, type RestApiNode } from "./parts";
import { bundledSchema } from "../shared/json-schema";
import { restRouteKey } from "./route-key";
import type { RestAuthorizerModel } from "./authorizer-model";
import type { RestAuthorizationType, RestIntegrationModel, RestMethodModel } from "./definition-model";
import { ownValue } from "../../../language/own-value";

/** The resources of one API that its methods are made of. */
interface Parts {
  index: GraphIndex;
  api: RestApiNode;
  functions: LambdaFunctionModel[];
  resources: ResourceNode[];
  integrations: ResourceNode[];
  responses: ResourceNode[];
  validators: ResourceNode[];
  schemas: Record<string, unknown>;
  authorizers: RestAuthorizerModel[];
}

/** The methods of an API declared as Resource, Method, Integration and IntegrationResponse resources. */
export function readMethods(
  index: GraphIndex,
  api: RestApiNode,
  authorizers: RestAuthorizerModel[],
  functions: LambdaFunctionModel[],
): RestMethodModel[] {
  const of = (kind: string): ResourceNode[] =>
    partsOf(index, api, `aws:apigateway/${kind}:${kind.replace(/^./, (letter) => letter.toUpperCase())}`);
  const parts: Parts = {
    index,
    api,
    functions,
    resources: of("resource"),
    integrations: of("integration"),
    responses: of("integrationResponse"),
    validators: of("requestValidator"),
    schemas: Object.fromEntries(
      of("model").map((node) => [index.text(node, "name") ?? node.name, jsonValue(index.value(node, "schema"))]),
    ),
    authorizers,
  };
  return of("method").flatMap((node) => readMethod(parts, node) ?? []);
}

function readMethod(parts: Parts, node: ResourceNode): RestMethodModel | undefined {
  const { index } = parts;
  const httpMethod = index.text(node, "httpMethod")?.toUpperCase() ?? "";
  if (!(ROUTE_METHODS as readonly string[]).includes(httpMethod)) {
    index.problem(node, "error", `httpMethod is "${httpMethod}"; a REST API takes ${ROUTE_METHODS.join(", ")}.`);
    return undefined;
  }
  const resource = namedNode(index, node, "resourceId", parts.resources);
  const path = resource === undefined ? "/" : pathOf(parts, resource);
  const key = restRouteKey(httpMethod, path);
  if (typeof key === "string") {
    index.problem(node, "error", key);
    return undefined;
  }
  const authorizer = authorizerOf(parts, node);
  const validator = namedNode(index, node, "requestValidatorId", parts.validators);
  const integration = integrationOf(parts, node);
  const operationName = index.text(node, "operationName");
  return defined({
    urn: node.urn,
    routeKey: `${httpMethod} ${path}`,
    key,
    httpMethod,
    path,
    resourceId: referenceId(index.value(node, "resourceId")) ?? "",
    authorizationType: (index.text(node, "authorization") ?? "NONE") as RestAuthorizationType,
    authorizationScopes: asTexts(index.value(node, "authorizationScopes")),
    apiKeyRequired: index.value(node, "apiKeyRequired") === true,
    requestParameters: requiredParameters(index, node),
    requestModels: Object.fromEntries(
      Object.entries(asTextMap(index.value(node, "requestModels"))).flatMap(([type, name]) =>
        ownValue(parts.schemas, name) === undefined ? [] : [[type, bundledSchema(parts.schemas[name], parts.schemas)]],
      ),
    ),
    validatesBody: validator !== undefined && index.value(validator, "validateRequestBody") === true,
    validatesParameters: validator !== undefined && index.value(validator, "validateRequestParameters") === true,
    invokePermission: "unknown",
    authorizer,
    integration,
    operationName,
  });
}

/** Resolves a resource's path through its parents of the program; one whose parent is elsewhere has it once it is deployed. */
function pathOf(parts: Parts, resource: ResourceNode): string {
  const { index } = parts;
  const part = index.text(resource, "pathPart");
  const parent = namedNode(index, resource, "parentId", parts.resources);
  return parent === undefined || part === undefined
    ? (index.text(resource, "path") ?? `/${part ?? ""}`)
    : `${pathOf(parts, parent)}/${part}`;
}

function authorizerOf({ index, authorizers }: Parts, node: ResourceNode): RestAuthorizerModel | undefined {
  const id = index.text(node, "authorizerId");
  const sources = index.sources(node, "authorizerId");
  return authorizers.find((candidate) => (id === undefined ? sources.includes(candidate.urn) : candidate.id === id));
}

function requiredParameters(index: GraphIndex, node: ResourceNode): Record<string, boolean> {
  const entries = Object.entries(asObject(index.value(node, "requestParameters")));
  return Object.fromEntries(entries.map(([name, required]) => [name, required === true || required === "true"]));
}

function integrationOf(parts: Parts, method: ResourceNode): RestIntegrationModel | undefined {
  const { index, functions } = parts;
  const node = parts.integrations.find((candidate) => isOfMethod(parts, candidate, method));
  if (node === undefined) {
    index.problem(method, "error", "the method has no integration: API Gateway refuses to deploy it.");
    return undefined;
  }
  const value = (name: string) => index.value(node, name);
  const type = integrationType({ type: value("type") });
  if (type === undefined) {
    index.problem(
      node,
      "error",
      `type is "${index.text(node, "type") ?? ""}"; a REST API takes AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK.`,
    );
    return undefined;
  }
  const names = [
    "uri",
    "credentials",
    "requestParameters",
    "requestTemplates",
    "passthroughBehavior",
    "contentHandling",
  ];
  const more = [
    "connectionType",
    "connectionId",
    "cacheNamespace",
    "cacheKeyParameters",
    "responseTransferMode",
    "tlsConfig",
  ];
  const fields = Object.fromEntries([...names, ...more].map((name) => [name, value(name)]));
  const callsFunction = type === "AWS_PROXY" || (type === "AWS" && callsLambda(parts, node));
  const integration = toIntegration(
    type,
    { ...fields, httpMethod: value("integrationHttpMethod"), timeoutInMillis: value("timeoutMilliseconds") },
    functions,
    callsFunction ? readLambdaTarget(index, node, "uri", functions) : undefined,
  );
  integration.responses = parts.responses
    .filter((candidate) => isOfMethod(parts, candidate, method))
    .map((response) =>
      toIntegrationResponse(asText(index.value(response, "selectionPattern")), {
        statusCode: index.value(response, "statusCode"),
        responseParameters: index.value(response, "responseParameters"),
        responseTemplates: index.value(response, "responseTemplates"),
        contentHandling: index.value(response, "contentHandling"),
      }),
    );
  return integration;
}

function callsLambda({ index, functions }: Parts, node: ResourceNode): boolean {
  const uri = index.text(node, "uri");
  return uri === undefined
    ? index.sources(node, "uri").some((urn) => functions.some((candidate) => candidate.urn === urn))
    : isInvokeUri(uri);
}

function isOfMethod({ index, resources }: Parts, part: ResourceNode, method: ResourceNode): boolean {
  if (index.text(part, "httpMethod")?.toUpperCase() !== index.text(method, "httpMethod")?.toUpperCase()) {
    return false;
  }
  const own = referenceId(index.value(part, "resourceId"));
  const wanted = referenceId(index.value(method, "resourceId"));
  if (own !== undefined && wanted !== undefined) {
    return own === wanted;
  }
  const resource = namedNode(index, method, "resourceId", resources);
  return resource === undefined
    ? index.sources(part, "resourceId").join() === index.sources(method, "resourceId").join()
    : names(index, part, "resourceId", { node: resource, id: index.id(resource) ?? resource.name });
}
