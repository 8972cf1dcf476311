import { authorizerArn } from "../shared/api-identity";
import { mayInvoke } from "../shared/lambda-function";
import type { WebSocketApiModel } from "./model";

/** Sets on each route and authorizer whether API Gateway may invoke its function, which depends on the API's stages. */
export function resolvePermissions(api: WebSocketApiModel): void {
  const { executionArn } = api;
  const stages = api.stages.length === 0 ? ["*"] : api.stages.map(({ name }) => name);
  for (const route of api.routes) {
    const { integration, routeKey, urn } = route;
    if (integration?.lambda === undefined || integration.credentialsArn !== undefined) {
      route.invokePermission = "notNeeded";
    } else if (integration.lambda.function !== undefined) {
      const { lambda } = integration;
      route.stagesWithoutPermission = stages.filter(
        (stage) => !mayInvoke(lambda, { arns: [`${executionArn}/${stage}/${routeKey}`], urns: [api.urn, urn] }),
      );
      route.invokePermission = route.stagesWithoutPermission.length === 0 ? "allowed" : "missing";
    }
  }
  for (const authorizer of api.authorizers) {
    if (authorizer.credentialsArn !== undefined) {
      authorizer.invokePermission = "notNeeded";
    } else if (authorizer.lambda.function !== undefined) {
      const arn = authorizerArn(api, authorizer);
      const allowed = mayInvoke(authorizer.lambda, { arns: [arn], urns: [api.urn, authorizer.urn] });
      authorizer.invokePermission = allowed ? "allowed" : "missing";
    }
  }
}
