import type { AuthorizerKindDefinition } from "./authorizer-kind";
import type { AuthorizerSpec } from "./authorizer-spec";

/**
 * Lets callers through whose request is signed (SigV4) by an identity that is allowed `execute-api:Invoke`; see
 * `grantInvoke`.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function iam(): AuthorizerSpec {
  return { kind: "iam" };
}

export const iamKind: AuthorizerKindDefinition = {
  authorizationType: () => "AWS_IAM",
  problems: () => [],
};
