import type { HttpRouteModel, JwtAuthorizerModel } from "../../model/http-api/model";
import type { HttpAuthorizerDecision } from "../../behavior/http-api/authorizer-decision";
import { decideJwt } from "../../behavior/http-api/jwt-authorizer";
import type { SignedToken } from "../auth/signed-token";

/**
 * Decides on tokens whose signatures hold. A route's consent is kept for a token until it expires, with the claims as events
 * carry them: a client sends the same token with each request. It goes with the token, which is forgotten where its issuer
 * has another key, and with the route, which a reload makes anew.
 */
export class TokenDecisions {
  private readonly allowed = new WeakMap<SignedToken, WeakMap<HttpRouteModel, HttpAuthorizerDecision>>();

  /** @param now Milliseconds since 1970. */
  decide(
    authorizer: JwtAuthorizerModel,
    route: HttpRouteModel,
    token: SignedToken,
    now: number,
  ): HttpAuthorizerDecision {
    const byRoute = this.allowed.get(token);
    const kept = byRoute?.get(route);
    if (kept !== undefined && !hasExpired(token, now)) {
      return kept;
    }
    const decision = decideJwt(authorizer, token.claims, route.authorizationScopes, now);
    if (decision.kind === "refuse") {
      byRoute?.delete(route);
    } else if (byRoute === undefined) {
      this.allowed.set(token, new WeakMap([[route, decision]]));
    } else {
      byRoute.set(route, decision);
    }
    return decision;
  }
}

function hasExpired({ claims: { exp } }: SignedToken, now: number): boolean {
  return typeof exp !== "number" || exp <= now / 1000;
}
