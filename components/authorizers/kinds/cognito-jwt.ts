import * as pulumi from "@pulumi/pulumi";
import { cognitoIssuerUrl } from "../../../aws/issuer";
import { defined } from "../../../language/defined";
import { jwt, type JwtAuthorizer, type JwtOptions } from "./jwt";

/**
 * A Cognito user pool: an `aws.cognito.UserPool`, or a reference with its id.
 *
 * @example { id: "eu-west-1_AbCdEfGhI" }
 */
export interface UserPoolRef {
  /**
   * The pool's id, such as `us-east-1_AbCdEfGhI`.
   * @example "eu-west-1_AbCdEfGhI"
   */
  id: pulumi.Input<string>;
}

/** A client of the pool: an `aws.cognito.UserPoolClient`, a reference with its id, or the id. */
export type UserPoolClientInput = pulumi.Input<string> | { id: pulumi.Input<string> };

const issuers = new WeakMap<object, pulumi.Output<string>>();

/**
 * Allows requests with a token of a Cognito user pool.
 *
 * @param pool the user pool, or its id
 * @param clients the app clients that tokens are for
 * @example
 * ```ts
 * new HttpApi("orders", { defaultAuthorizer: cognitoJwt(pool, client), routes });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function cognitoJwt(
  pool: UserPoolRef | pulumi.Input<string>,
  clients: UserPoolClientInput | UserPoolClientInput[],
  options: Omit<JwtOptions, "issuer" | "audience"> = {},
): JwtAuthorizer {
  const audience = (Array.isArray(clients) ? clients : [clients]).map(clientId);
  const targetName = pulumi.Resource.isInstance(pool) ? pulumi.resourceName(pool) : undefined;
  return { ...jwt({ ...options, issuer: cognitoIssuer(pool), audience }), ...defined({ targetName }) };
}

/** One pool gives one Output, so that two calls with it make one authorizer. */
function cognitoIssuer(pool: UserPoolRef | pulumi.Input<string>): pulumi.Input<string> {
  if (typeof pool === "string") {
    return cognitoIssuerUrl(pool);
  }
  const known =
    issuers.get(pool) ?? pulumi.output(isPoolRef(pool) ? pool.id : pool).apply((id) => cognitoIssuerUrl(id));
  issuers.set(pool, known);
  return known;
}

function isPoolRef(pool: UserPoolRef | pulumi.Input<string>): pool is UserPoolRef {
  return typeof pool !== "string" && !pulumi.Output.isInstance(pool) && !(pool instanceof Promise);
}

function clientId(client: UserPoolClientInput): pulumi.Input<string> {
  return typeof client === "string" || pulumi.Output.isInstance(client) || client instanceof Promise
    ? client
    : client.id;
}
