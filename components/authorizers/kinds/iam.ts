import { AUTHORIZER_FIELDS, type AuthorizerFields } from "../fields";
import type { AuthorizerKindDefinition } from "../kind";

/** Authorization by the caller's signature. */
export type IamAuthorizer = AuthorizerFields<"iam">;

/**
 * Allows callers whose request is signed (SigV4) by an identity that is allowed `execute-api:Invoke`; see
 * `grantInvoke`.
 *
 * @example
 * ```ts
 * const api = new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "GET /orders": lambda(orders) } });
 * api.grantInvoke(caller);
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function iam(): IamAuthorizer {
  return { kind: "iam" };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html */
const SIGNED = { type: "apiKey", name: "Authorization", in: "header" };

export const iamAuthorizerKind: AuthorizerKindDefinition<IamAuthorizer> = {
  fields: AUTHORIZER_FIELDS,
  label: () => "iam",
  authorizationType: () => "AWS_IAM",
  http: {},
  rest: { scheme: () => ({ ...SIGNED, "x-amazon-apigateway-authtype": "awsSigv4" }) },
  websocket: {},
};
