import type { AdditionalClaim, RestJwtAuthorizerModel } from "../../model/rest-api/authorizer-model";
import { type JwtClaims, scopesOf } from "../http-api/jwt-authorizer";
import { restError } from "./gateway-responses";
import { claimTexts, type RestAuthorizerDecision } from "./lambda-authorizer";
import { ownValue } from "../../../language/own-value";

/**
 * Decides on a token whose signature holds: its issuer and audience, its times, the further claims of its issuer and, for a method
 * with scopes, that it has one of them. The answer to a token without the scope, and the form of the claims in events, are not
 * documented: they are those of Cognito's authorizers here.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html
 *
 * @param now Milliseconds since 1970.
 */
export function decideRestJwt(
  authorizer: Pick<RestJwtAuthorizerModel, "trusted">,
  claims: JwtClaims,
  scopes: string[],
  now: number,
): RestAuthorizerDecision {
  const diagnosis = claimsProblem(authorizer, claims, now) ?? scopeProblem(claims, scopes);
  return diagnosis === undefined
    ? { kind: "allow", context: { kind: "cognito", claims: claimTexts(claims) } }
    : { kind: "refuse", error: restError("UNAUTHORIZED"), diagnosis };
}

function claimsProblem(
  { trusted }: Pick<RestJwtAuthorizerModel, "trusted">,
  claims: JwtClaims,
  now: number,
): string | undefined {
  const issuer = trusted.find((one) => one.issuer === claims.iss);
  if (issuer === undefined) {
    return "the token's iss is none of the authorizer's issuers";
  }
  const audiences: unknown[] = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  if (!audiences.some((audience) => typeof audience === "string" && issuer.audiences.includes(audience))) {
    return `the token's aud is none of ${issuer.audiences.join(", ")}`;
  }
  return timeProblem(claims, now / 1000) ?? issuer.claims.map((claim) => claimProblem(claim, claims)).find(Boolean);
}

function timeProblem({ exp, nbf, iat }: JwtClaims, seconds: number): string | undefined {
  if (typeof exp !== "number" || exp <= seconds) {
    return "the token has expired";
  }
  const isLater = (time: unknown): boolean => time !== undefined && !(typeof time === "number" && time <= seconds);
  return isLater(nbf) ? "the token is not valid yet" : isLater(iat) ? "the token was issued later than now" : undefined;
}

function claimProblem({ name, required, values }: AdditionalClaim, claims: JwtClaims): string | undefined {
  const value = ownValue(claims, name);
  if (value === undefined) {
    return required ? `the token has no claim ${name}` : undefined;
  }
  return values.length === 0 || (typeof value === "string" && values.includes(value))
    ? undefined
    : `the token's ${name} is none of ${values.join(", ")}`;
}

function scopeProblem(claims: JwtClaims, scopes: string[]): string | undefined {
  const granted = scopesOf(claims);
  return scopes.length === 0 || scopes.some((scope) => granted.includes(scope))
    ? undefined
    : `the token has none of the method's scopes: ${scopes.join(", ")}`;
}
