import { ROUTE_METHODS } from "../../../aws/route-key";
import { authorizerArn } from "../shared/api-identity";
import { mayInvoke } from "../shared/lambda-function";
import type { HttpApiModel, HttpRouteModel, LambdaAuthorizerModel } from "./model";

/** Sets on each route and authorizer whether API Gateway may invoke its function, which depends on the API's stages. */
export function resolvePermissions(api: HttpApiModel): void {
  for (const route of api.routes) {
    resolveRoute(api, route);
  }
  for (const authorizer of api.authorizers) {
    if (authorizer.type === "REQUEST") {
      resolveAuthorizer(api, authorizer);
    }
  }
}

function resolveRoute(api: HttpApiModel, route: HttpRouteModel): void {
  const { integration } = route;
  if (integration === undefined) {
    return;
  }
  const target = integration.lambda;
  if (target === undefined || integration.credentialsArn !== undefined) {
    route.invokePermission = "notNeeded";
    return;
  }
  if (target.function === undefined) {
    return;
  }
  const stages = api.stages.length === 0 ? ["$default"] : api.stages.map((stage) => stage.name);
  route.stagesWithoutPermission = stages.filter(
    (stage) => !mayInvoke(target, { arns: routeSourceArns(api, stage, route), urns: [api.urn, route.urn] }),
  );
  route.invokePermission = route.stagesWithoutPermission.length === 0 ? "allowed" : "missing";
}

/** The source ARNs that AWS can give for a route: `<execution ARN>/<stage>/<method>/<path>`, or `/$default`. */
export function routeSourceArns(api: HttpApiModel, stage: string, route: HttpRouteModel): string[] {
  if (route.key.isDefault) {
    return [`${api.executionArn}/${stage}/$default`];
  }
  const methods = route.key.method === "ANY" ? ROUTE_METHODS : [route.key.method];
  return methods.map((method) => `${api.executionArn}/${stage}/${method}${route.key.path}`);
}

function resolveAuthorizer(api: HttpApiModel, authorizer: LambdaAuthorizerModel): void {
  const target = authorizer.lambda;
  if (authorizer.credentialsArn !== undefined) {
    authorizer.invokePermission = "notNeeded";
  } else if (target.function !== undefined) {
    const sources = { arns: [authorizerArn(api, authorizer)], urns: [api.urn, authorizer.urn] };
    authorizer.invokePermission = mayInvoke(target, sources) ? "allowed" : "missing";
  }
}
