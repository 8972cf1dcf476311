import type { ResourceNode } from "../../../engine/graph/graph";
import type { GraphIndex } from "../../../engine/graph/graph-index";
import { mayInvoke } from "../shared/lambda-function";
import { CONNECT, type WebSocketApiModel, type WebSocketRouteModel } from "./model";

/** Fills in what needs the whole API (permissions) and reports what AWS would refuse or answer with an error. */
export function checkWebSocketApi(index: GraphIndex, node: ResourceNode, api: WebSocketApiModel): void {
  const report = (urn: string, severity: "error" | "warning", text: string): void => {
    index.problems.push({ severity, name: urn.split("::").at(-1) ?? node.name, urn, text });
  };
  checkStages(api, report);
  checkRepeatedRoutes(api, report);
  for (const route of api.routes) {
    checkAuthorization(route, report);
    checkTarget(api, route, report);
  }
  checkAuthorizerPermissions(api, report);
}

type Report = (urn: string, severity: "error" | "warning", text: string) => void;

function checkStages(api: WebSocketApiModel, report: Report): void {
  for (const stage of api.stages.filter(({ deployed }) => !deployed)) {
    const text = `stage "${stage.name}" has nothing deployed to it; set autoDeploy, or deploymentId to a Deployment.`;
    report(stage.urn, "warning", text);
  }
}

function checkRepeatedRoutes(api: WebSocketApiModel, report: Report): void {
  const seen = new Set<string>();
  for (const { routeKey, urn } of api.routes) {
    if (seen.has(routeKey)) {
      report(urn, "error", `route "${routeKey}" is declared twice on the API; AWS refuses the second.`);
    }
    seen.add(routeKey);
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html */
function checkAuthorization(route: WebSocketRouteModel, report: Report): void {
  const { routeKey, urn, authorizationType: type, authorizer } = route;
  if (routeKey !== CONNECT && type !== "NONE") {
    report(urn, "error", `route "${routeKey}" has authorizationType ${type}; AWS takes it on $connect alone.`);
  }
  if (type === "CUSTOM" && authorizer === undefined) {
    report(urn, "error", `authorizationType CUSTOM needs an authorizerId, and the route has none.`);
  }
}

function checkTarget(api: WebSocketApiModel, route: WebSocketRouteModel, report: Report): void {
  const { integration, routeKey, urn } = route;
  if (integration === undefined) {
    if (!["$connect", "$disconnect"].includes(routeKey)) {
      report(urn, "error", `route "${routeKey}" has no target, so its messages fail; set "integrations/<id>".`);
    }
    route.invokePermission = "notNeeded";
    return;
  }
  if (integration.lambda === undefined || integration.credentialsArn !== undefined) {
    route.invokePermission = "notNeeded";
    return;
  }
  const target = integration.lambda;
  if (target.function === undefined) {
    return;
  }
  const stages = api.stages.length === 0 ? ["*"] : api.stages.map(({ name }) => name);
  const allowed = stages.every((stage) =>
    mayInvoke(target, { arns: [`${api.executionArn}/${stage}/${routeKey}`], urns: [api.urn, urn] }),
  );
  route.invokePermission = allowed ? "allowed" : "missing";
  if (!allowed) {
    report(
      urn,
      "error",
      `API Gateway may not invoke ${target.function.name} for route "${routeKey}"; add an aws.lambda.Permission with ` +
        `principal "apigateway.amazonaws.com" and sourceArn "${api.executionArn}/*/*".`,
    );
  }
}

function checkAuthorizerPermissions(api: WebSocketApiModel, report: Report): void {
  for (const authorizer of api.authorizers) {
    const { lambda: target, urn, id } = authorizer;
    if (authorizer.credentialsArn !== undefined) {
      authorizer.invokePermission = "notNeeded";
      continue;
    }
    if (target.function === undefined) {
      continue;
    }
    const arn = `${api.executionArn}/authorizers/${id}`;
    const allowed = mayInvoke(target, { arns: [arn], urns: [api.urn, urn] });
    authorizer.invokePermission = allowed ? "allowed" : "missing";
    if (!allowed) {
      report(
        urn,
        "error",
        `API Gateway may not invoke ${target.function.name} as authorizer "${authorizer.name}"; add an ` +
          `aws.lambda.Permission with principal "apigateway.amazonaws.com" and sourceArn "${arn}".`,
      );
    }
  }
}
