import { defined } from "../../../language/defined";
import { V2 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import { asNumber, asTextMap, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import { ROUTE_TYPE } from "../http-api/parts";
import { functionArnOfUri } from "../../../aws/lambda-arn";
import type { LambdaFunctionModel } from "../shared/lambda-function";
import { readLambdaTarget } from "../shared/lambda-function-reader";
import { WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import {
  type TemplateSet,
  WEBSOCKET_INTEGRATION_TYPES,
  type WebSocketApiModel,
  type WebSocketIntegrationModel,
  type WebSocketRouteModel,
} from "./model";
import { belongsTo, namedPart } from "./parts";
import { readRequiredParameters, readValidation } from "./validation-reader";

export function readIntegrations(index: GraphIndex, api: WebSocketApiModel, functions: LambdaFunctionModel[]): void {
  for (const node of index.ofType(V2.integration)) {
    if (!belongsTo(index, api, node)) {
      continue;
    }
    const text = index.text(node, "integrationType") ?? "";
    const type = WEBSOCKET_INTEGRATION_TYPES.find((known) => known === text);
    if (type === undefined) {
      const wanted = WEBSOCKET_INTEGRATION_TYPES.join(", ");
      index.problem(node, "error", `integrationType is "${text}"; a WebSocket API takes one of ${wanted}.`);
    } else {
      api.integrations.push(readIntegration(index, node, type, functions));
    }
  }
}

function readIntegration(
  index: GraphIndex,
  node: ResourceNode,
  type: WebSocketIntegrationModel["type"],
  functions: LambdaFunctionModel[],
): WebSocketIntegrationModel {
  const id = index.id(node) ?? node.name;
  const uri = index.text(node, "integrationUri");
  const selection = index.text(node, "templateSelectionExpression");
  const credentialsArn = index.text(node, "credentialsArn");
  const passthrough = index.text(node, "passthroughBehavior");
  const handling = index.text(node, "contentHandlingStrategy");
  const callsFunction = type === "AWS_PROXY" || (type === "AWS" && isFunctionUri(index, node, uri));
  return defined({
    urn: node.urn,
    id,
    type,
    method: index.text(node, "integrationMethod") ?? "POST",
    timeoutMs: asNumber(index.value(node, "timeoutMilliseconds")) ?? WEBSOCKET_API_LIMITS.integrationTimeout.value,
    requestParameters: asTextMap(index.value(node, "requestParameters")),
    requestTemplates: asTextMap(index.value(node, "requestTemplates")),
    passthroughBehavior: passthrough === "NEVER" || passthrough === "WHEN_NO_TEMPLATES" ? passthrough : "WHEN_NO_MATCH",
    responses: readResponses(index, V2.integrationResponse, node, "integration"),
    isPrivate: index.text(node, "connectionType") === "VPC_LINK",
    uri,
    templateSelectionExpression: selection,
    contentHandling: handling === "CONVERT_TO_BINARY" || handling === "CONVERT_TO_TEXT" ? handling : undefined,
    credentialsArn,
    lambda: callsFunction ? readLambdaTarget(index, node, "integrationUri", functions) : undefined,
  });
}

/** A non-proxy AWS integration calls a function, or another service by its action. */
function isFunctionUri(index: GraphIndex, node: ResourceNode, uri: string | undefined): boolean {
  return uri === undefined
    ? index.sources(node, "integrationUri").some((urn) => urn.includes("aws:lambda/"))
    : functionArnOfUri(uri) !== undefined;
}

export function readAuthorizers(index: GraphIndex, api: WebSocketApiModel, functions: LambdaFunctionModel[]): void {
  for (const node of index.ofType(V2.authorizer)) {
    if (!belongsTo(index, api, node)) {
      continue;
    }
    const type = index.text(node, "authorizerType") ?? "";
    if (type !== "REQUEST") {
      index.problem(node, "error", `authorizerType is "${type}"; a WebSocket API takes "REQUEST" alone.`);
      continue;
    }
    const credentialsArn = index.text(node, "authorizerCredentialsArn");
    api.authorizers.push(
      defined({
        urn: node.urn,
        id: index.id(node) ?? node.name,
        name: index.text(node, "name") ?? node.name,
        identitySources: asTexts(index.value(node, "identitySources")),
        lambda: readLambdaTarget(index, node, "authorizerUri", functions),
        invokePermission: "unknown",
        credentialsArn,
      }),
    );
  }
}

/** @param models The schemas of the API's models, by name. */
export function readRoutes(index: GraphIndex, api: WebSocketApiModel, models: Record<string, unknown>): void {
  for (const node of index.ofType(ROUTE_TYPE).filter((route) => belongsTo(index, api, route))) {
    const integration = namedPart(index, node, "target", api.integrations);
    const authorizer = namedPart(index, node, "authorizerId", api.authorizers);
    const responses = readResponses(index, V2.routeResponse, node, "route");
    api.routes.push(
      defined({
        urn: node.urn,
        id: index.id(node) ?? node.name,
        routeKey: index.text(node, "routeKey") ?? "",
        authorizationType: authorizationType(index, node),
        apiKeyRequired: index.value(node, "apiKeyRequired") === true,
        validation: readValidation(index, node, models),
        requiredParameters: readRequiredParameters(index, node),
        twoWay: responses.length > 0 && isDefault(index.text(node, "routeResponseSelectionExpression")),
        responses,
        invokePermission: "unknown",
        stagesWithoutPermission: [],
        authorizer,
        integration,
      }),
    );
  }
}

/** The key may be written with its dollar sign escaped. */
function isDefault(expression: string | undefined): boolean {
  return expression === "$default" || expression === "\\$default";
}

function authorizationType(index: GraphIndex, node: ResourceNode): WebSocketRouteModel["authorizationType"] {
  const type = index.text(node, "authorizationType") ?? "NONE";
  if (type === "NONE" || type === "AWS_IAM" || type === "CUSTOM") {
    return type;
  }
  index.problem(node, "error", `authorizationType is "${type}"; a WebSocket API takes NONE, AWS_IAM or CUSTOM.`);
  return "NONE";
}

/** The route or integration responses of one route or integration. */
function readResponses(
  index: GraphIndex,
  type: string,
  owner: ResourceNode,
  kind: "route" | "integration",
): TemplateSet[] {
  const ownerId = index.id(owner) ?? owner.name;
  return index
    .ofType(type)
    .filter((node) => {
      const id = index.text(node, `${kind}Id`);
      return id === undefined ? index.sources(node, `${kind}Id`).includes(owner.urn) : id === ownerId;
    })
    .map((node) => {
      const selection = index.text(node, kind === "route" ? "modelSelectionExpression" : "templateSelectionExpression");
      return defined({
        key: index.text(node, kind === "route" ? "routeResponseKey" : "integrationResponseKey") ?? "$default",
        templates: asTextMap(index.value(node, "responseTemplates")),
        selectionExpression: selection,
      });
    });
}
