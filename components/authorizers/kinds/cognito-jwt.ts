import * as pulumi from "@pulumi/pulumi";
import { jwt, type JwtAuthorizer, type JwtOptions } from "./jwt";

/** A Cognito user pool: an `aws.cognito.UserPool`, or a reference with its id. */
export interface UserPoolRef {
  /** The pool's id, such as `us-east-1_AbCdEfGhI`. */
  id: pulumi.Input<string>;
}

/** A client of the pool: an `aws.cognito.UserPoolClient`, a reference with its id, or the id. */
export type UserPoolClientInput = pulumi.Input<string> | { id: pulumi.Input<string> };

const issuers = new WeakMap<object, pulumi.Output<string>>();

/**
 * Lets requests with a token of one Cognito user pool through.
 *
 * @param pool the user pool, or its id
 * @param clients the app clients that tokens are for
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function cognitoJwt(
  pool: UserPoolRef | pulumi.Input<string>,
  clients: UserPoolClientInput | UserPoolClientInput[],
  options: Omit<JwtOptions, "issuer" | "audience"> = {},
): JwtAuthorizer {
  const audience = (Array.isArray(clients) ? clients : [clients]).map(clientId);
  return jwt({ ...options, issuer: cognitoIssuer(pool), audience });
}

/** One pool gives one Output, so that two calls with it make one authorizer. */
function cognitoIssuer(pool: UserPoolRef | pulumi.Input<string>): pulumi.Input<string> {
  if (typeof pool === "string") {
    return issuerOf(pool);
  }
  const known = issuers.get(pool) ?? pulumi.output(isPoolRef(pool) ? pool.id : pool).apply(issuerOf);
  issuers.set(pool, known);
  return known;
}

/**
 * The pool's region stands before the underscore of its id. A pool whose issuer configuration is UPDATED has another issuer,
 * `https://issuer-cognito-idp.<region>.amazonaws.com/<id>`, which `jwt()` takes.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
 * undocumented: the issuer in China, where AWS offers no user pools yet.
 */
function issuerOf(poolId: string): string {
  const region = poolId.split("_")[0] ?? "";
  return `https://cognito-idp.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}/${poolId}`;
}

function isPoolRef(pool: UserPoolRef | pulumi.Input<string>): pool is UserPoolRef {
  return typeof pool !== "string" && !pulumi.Output.isInstance(pool) && !(pool instanceof Promise);
}

function clientId(client: UserPoolClientInput): pulumi.Input<string> {
  return typeof client === "string" || pulumi.Output.isInstance(client) || client instanceof Promise
    ? client
    : client.id;
}
