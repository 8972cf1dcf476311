import type { ModelProblem } from "../../../engine/graph/model-problem";
import { logicalName } from "../../../engine/graph/named-resource";
import { authorizerArn } from "../shared/api-identity";
import { requestMappingProblems, responseMappingProblems } from "../../../aws/parameter-mapping";
import type { HttpApiModel, HttpRouteModel } from "./model";

type Report = (urn: string, severity: "error" | "warning", text: string) => void;

/** Returns what AWS would reject in an API, or answer with an error. */
export function checkHttpApi(api: HttpApiModel): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const report: Report = (urn, severity, text) => {
    problems.push({ severity, name: logicalName(urn), urn, text });
  };
  checkStages(api, report);
  checkRepeatedRoutes(api, report);
  checkAuthorizerPermissions(api, report);
  checkMappings(api, report);
  for (const route of api.routes) {
    checkRoute(api, route, report);
  }
  return problems;
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
  const expected = type === "JWT" ? "JWT" : type === "CUSTOM" ? "REQUEST" : undefined;
  if (expected !== undefined && authorizer?.type !== expected) {
    const actual = authorizer === undefined ? "no authorizer" : `a ${authorizer.type} authorizer`;
    report(
      route.urn,
      "error",
      `authorizationType ${type} needs a ${expected} authorizer, and the route has ${actual}.`,
    );
  }
  if (integration === undefined) {
    report(route.urn, "error", `route "${route.routeKey}" has no target, so AWS answers 500; set "integrations/<id>".`);
  } else if (route.invokePermission === "missing") {
    const { function: fn, qualifier } = integration.lambda ?? {};
    report(
      route.urn,
      "error",
      `API Gateway may not invoke ${fn?.name ?? ""} for "${route.routeKey}" on stage ` +
        `${route.stagesWithoutPermission.join(", ")}, so AWS answers 500; add an aws.lambda.Permission with principal ` +
        `"apigateway.amazonaws.com" and sourceArn "${api.executionArn}/*/*"${qualifierHint(qualifier)}.`,
    );
  }
}

function checkAuthorizerPermissions(api: HttpApiModel, report: Report): void {
  for (const authorizer of api.authorizers) {
    if (authorizer.type === "REQUEST" && authorizer.invokePermission === "missing") {
      const { function: fn, qualifier } = authorizer.lambda;
      const arn = authorizerArn(api, authorizer);
      report(
        authorizer.urn,
        "error",
        `API Gateway may not invoke ${fn?.name ?? ""} as authorizer "${authorizer.name}", so AWS answers 500; add an ` +
          `aws.lambda.Permission with principal "apigateway.amazonaws.com" and sourceArn "${arn}"${qualifierHint(qualifier)}.`,
      );
    }
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
