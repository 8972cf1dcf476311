import type { AuthorizerKindDefinition } from "../kind";
import type { AuthorizerSpec } from "../authorizer-spec";

/**
 * Lets callers through whose request is signed (SigV4) by an identity that is allowed `execute-api:Invoke`; see
 * `grantInvoke`.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function iam(): AuthorizerSpec {
  return { kind: "iam" };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html */
const SIGNED = { type: "apiKey", name: "Authorization", in: "header" };

export const iamKind: AuthorizerKindDefinition = {
  authorizationType: () => "AWS_IAM",
  problems: () => [],
  rest: { scheme: () => ({ ...SIGNED, "x-amazon-apigateway-authtype": "awsSigv4" }) },
};
