import { authorizerArn } from "../shared/api-identity";
import { type InvokePermission, mayInvoke } from "../shared/lambda-function";
import type { RestAuthorizerModel, RestLambdaAuthorizerModel } from "./authorizer-model";
import type { RestMethodModel } from "./definition-model";
import type { RestApiModel } from "./model";

/** Sets on each method and authorizer whether API Gateway may invoke its function, which depends on the API's stages. */
export function resolvePermissions(api: RestApiModel, authorizers: readonly RestAuthorizerModel[]): void {
  for (const method of api.definition.methods) {
    method.invokePermission = methodPermission(api, method);
  }
  for (const authorizer of authorizers) {
    if (authorizer.type === "TOKEN" || authorizer.type === "REQUEST") {
      authorizer.invokePermission = authorizerPermission(api, authorizer);
    }
  }
}

/** The source ARN of a call is `<execution ARN>/<stage>/<method>/<path>`, with `*` where the method is ANY. */
function methodPermission(api: RestApiModel, method: RestMethodModel): InvokePermission {
  const target = method.integration?.lambda;
  if (target === undefined || method.integration?.credentialsArn !== undefined) {
    return "notNeeded";
  }
  if (target.function === undefined) {
    return "unknown";
  }
  const verb = method.httpMethod === "ANY" ? "*" : method.httpMethod;
  const stages = api.stages.length === 0 ? ["test-invoke-stage"] : api.stages.map(({ name }) => name);
  // permissions name the resource as it is, as Terraform's and Pulumi's own examples do, or with a star for each variable
  const paths = [...new Set([method.path, method.path.replace(/\{[^}]+\}/g, "*")])];
  const arns = stages.flatMap((stage) => paths.map((path) => `${api.executionArn}/${stage}/${verb}${path}`));
  const urns = [api.urn, ...api.stages.map((stage) => stage.urn)];
  return mayInvoke(target, { arns, urns }) ? "allowed" : "missing";
}

function authorizerPermission(api: RestApiModel, authorizer: RestLambdaAuthorizerModel): InvokePermission {
  if (authorizer.credentialsArn !== undefined) {
    return "notNeeded";
  }
  if (authorizer.lambda.function === undefined) {
    return "unknown";
  }
  const sources = { arns: [authorizerArn(api, authorizer)], urns: [api.urn, authorizer.urn] };
  return mayInvoke(authorizer.lambda, sources) ? "allowed" : "missing";
}
