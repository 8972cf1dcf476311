import type { ModelProblem } from "../../../engine/graph/model-problem";
import { logicalName } from "../../../engine/graph/named-resource";
import { authorizerArn } from "../shared/api-identity";
import { CONNECT, DISCONNECT } from "../../../aws/websocket-routes";
import type { WebSocketApiModel, WebSocketRouteModel } from "./model";

type Report = (urn: string, severity: "error" | "warning", text: string) => void;

/** Returns what AWS would reject in an API, or answer with an error. */
export function checkWebSocketApi(api: WebSocketApiModel): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const report: Report = (urn, severity, text) => {
    problems.push({ severity, name: logicalName(urn), urn, text });
  };
  checkStages(api, report);
  checkRepeatedRoutes(api, report);
  for (const route of api.routes) {
    checkAuthorization(route, report);
    checkTarget(api, route, report);
  }
  checkAuthorizerPermissions(api, report);
  return problems;
}

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
  if (integration === undefined && ![CONNECT, DISCONNECT].includes(routeKey)) {
    report(urn, "error", `route "${routeKey}" has no target, so its messages fail; set "integrations/<id>".`);
  }
  if (route.invokePermission === "missing") {
    report(
      urn,
      "error",
      `API Gateway may not invoke ${integration?.lambda?.function?.name ?? ""} for route "${routeKey}"${inStages(api, route)}; add an ` +
        `aws.lambda.Permission with principal "apigateway.amazonaws.com" and sourceArn "${api.executionArn}/*/*".`,
    );
  }
}

/** Names the stages where an API has several, and only some are without permission. */
function inStages({ stages }: WebSocketApiModel, { stagesWithoutPermission: without }: WebSocketRouteModel): string {
  return without.length < stages.length ? ` in stage ${without.join(", ")}` : "";
}

function checkAuthorizerPermissions(api: WebSocketApiModel, report: Report): void {
  for (const authorizer of api.authorizers.filter(({ invokePermission }) => invokePermission === "missing")) {
    report(
      authorizer.urn,
      "error",
      `API Gateway may not invoke ${authorizer.lambda.function?.name ?? ""} as authorizer "${authorizer.name}"; add an ` +
        `aws.lambda.Permission with principal "apigateway.amazonaws.com" and sourceArn "${authorizerArn(api, authorizer)}".`,
    );
  }
}
