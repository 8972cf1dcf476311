import type { ResourceNode } from "../../../engine/graph/graph";
import type { GraphIndex } from "../../../engine/graph/graph-index";
import { mayInvoke } from "../shared/lambda-function";
import { ROUTE_METHODS } from "../../../aws/route-key";
import type { HttpApiModel, HttpAuthorizerModel, HttpRouteModel } from "./model";
import { requestMappingProblems, responseMappingProblems } from "../../../aws/parameter-mapping";

type Report = (urn: string, severity: "error" | "warning", text: string) => void;

/** Fills in what needs the whole API (permissions) and reports what AWS would refuse or answer with an error. */
export function checkHttpApi(index: GraphIndex, node: ResourceNode, api: HttpApiModel): void {
  const report: Report = (urn, severity, text) => {
    index.problems.push({ severity, name: nameOf(urn, node, api), urn, text });
  };
  checkStages(api, report);
  checkRepeatedRoutes(api, report);
  checkAuthorizerPermissions(api, report);
  checkMappings(api, report);
  for (const route of api.routes) {
    checkRoute(api, route, report);
  }
}

function nameOf(urn: string, node: ResourceNode, api: HttpApiModel): string {
  return urn === node.urn ? node.name : (urn.split("::").at(-1) ?? api.name);
}

function checkStages(api: HttpApiModel, report: Report): void {
  if (api.stages.length === 0) {
    report(
      api.urn,
      "warning",
      `the API has no stage, so every request is answered 404; add a stage such as "$default".`,
    );
  }
  const routeKeys = new Set(api.routes.map((route) => route.routeKey));
  for (const stage of api.stages) {
    if (!stage.deployed) {
      report(
        stage.urn,
        "error",
        `stage "${stage.name}" has neither autoDeploy nor a deploymentId, so every request is answered 404; set one.`,
      );
    }
    for (const routeKey of Object.keys(stage.routeThrottles).filter((key) => !routeKeys.has(key))) {
      report(stage.urn, "error", `routeSettings name "${routeKey}", which is no route of the API; AWS refuses that.`);
    }
  }
}

function checkRepeatedRoutes(api: HttpApiModel, report: Report): void {
  const seen = new Set<string>();
  for (const route of api.routes) {
    if (seen.has(route.routeKey)) {
      report(route.urn, "error", `route "${route.routeKey}" is declared twice on the API; AWS refuses the second.`);
    }
    seen.add(route.routeKey);
  }
}

function checkRoute(api: HttpApiModel, route: HttpRouteModel, report: Report): void {
  const { authorizationType: type, authorizer, integration } = route;
  if (!["NONE", "JWT", "CUSTOM", "AWS_IAM"].includes(type)) {
    report(route.urn, "error", `authorizationType is "${type as string}"; use NONE, JWT, CUSTOM or AWS_IAM.`);
  }
  const wanted = type === "JWT" ? "JWT" : type === "CUSTOM" ? "REQUEST" : undefined;
  if (wanted !== undefined && authorizer?.type !== wanted) {
    const found = authorizer === undefined ? "no authorizer" : `a ${authorizer.type} authorizer`;
    report(route.urn, "error", `authorizationType ${type} needs a ${wanted} authorizer, and the route has ${found}.`);
  }
  if (integration === undefined) {
    report(route.urn, "error", `route "${route.routeKey}" has no target, so AWS answers 500; set "integrations/<id>".`);
    return;
  }
  if (integration.lambda === undefined || integration.credentialsArn !== undefined) {
    route.invokePermission = "notNeeded";
    return;
  }
  checkInvokePermission(api, route, report);
}

function checkInvokePermission(api: HttpApiModel, route: HttpRouteModel, report: Report): void {
  const target = route.integration?.lambda;
  if (target?.function === undefined) {
    return;
  }
  const stages = api.stages.length === 0 ? ["$default"] : api.stages.map((stage) => stage.name);
  route.stagesWithoutPermission = stages.filter(
    (stage) => !mayInvoke(target, { arns: routeSourceArns(api, stage, route), urns: [api.urn, route.urn] }),
  );
  route.invokePermission = route.stagesWithoutPermission.length === 0 ? "allowed" : "missing";
  if (route.invokePermission === "missing") {
    const example = `${api.executionArn}/*/*`;
    report(
      route.urn,
      "error",
      `API Gateway may not invoke ${target.function.name} for "${route.routeKey}" on stage ` +
        `${route.stagesWithoutPermission.join(", ")}, so AWS answers 500; add an aws.lambda.Permission with principal ` +
        `"apigateway.amazonaws.com" and sourceArn "${example}"${qualifierHint(target.qualifier)}.`,
    );
  }
}

/** The source ARNs that AWS can give for a route: `<execution ARN>/<stage>/<method>/<path>`, or `/$default`. */
export function routeSourceArns(api: HttpApiModel, stage: string, route: HttpRouteModel): string[] {
  if (route.key.isDefault) {
    return [`${api.executionArn}/${stage}/$default`];
  }
  const methods = route.key.method === "ANY" ? ROUTE_METHODS : [route.key.method];
  return methods.map((method) => `${api.executionArn}/${stage}/${method}${route.key.path}`);
}

function checkAuthorizerPermissions(api: HttpApiModel, report: Report): void {
  for (const authorizer of api.authorizers) {
    if (authorizer.type === "REQUEST") {
      checkAuthorizerPermission(api, authorizer, report);
    }
  }
}

function checkAuthorizerPermission(
  api: HttpApiModel,
  authorizer: Extract<HttpAuthorizerModel, { type: "REQUEST" }>,
  report: Report,
): void {
  if (authorizer.credentialsArn !== undefined) {
    authorizer.invokePermission = "notNeeded";
    return;
  }
  const target = authorizer.lambda;
  if (target.function === undefined) {
    return;
  }
  const arn = `${api.executionArn}/authorizers/${authorizer.id}`;
  const allowed = mayInvoke(target, { arns: [arn], urns: [api.urn, authorizer.urn] });
  authorizer.invokePermission = allowed ? "allowed" : "missing";
  if (!allowed) {
    report(
      authorizer.urn,
      "error",
      `API Gateway may not invoke ${target.function.name} as authorizer "${authorizer.name}", so AWS answers 500; add an ` +
        `aws.lambda.Permission with principal "apigateway.amazonaws.com" and sourceArn "${arn}"${qualifierHint(target.qualifier)}.`,
    );
  }
}

function qualifierHint(qualifier: string | undefined): string {
  return qualifier === undefined ? "" : ` and qualifier "${qualifier}"`;
}

function checkMappings(api: HttpApiModel, report: Report): void {
  for (const integration of api.integrations.filter((candidate) => candidate.subtype === undefined)) {
    const problems = [
      ...requestMappingProblems(integration.requestParameters),
      ...integration.responseParameters.flatMap((response) => responseMappingProblems(response)),
    ];
    for (const problem of problems) {
      report(integration.urn, "error", problem);
    }
  }
}
