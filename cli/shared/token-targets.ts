import type { ApiModel, HttpRouteModel, RestMethodModel } from "../../gateway/model/api-model";
import type { MintOptions } from "../../gateway/server";

/** The tokens that a program's routes accept alike: one token with all of the scopes is accepted by each of the routes. */
export interface TokenTarget {
  issuer: string;
  /** The first audience that the authorizer accepts. */
  audience?: string;
  scopes: string[];
  /** The keys of the routes: `GET /orders`. */
  routes: string[];
}

interface Demand extends Omit<TokenTarget, "routes"> {
  /** The key of the route; undefined for an authorizer that no route has. */
  route?: string;
}

/** Returns every different kind of token that the APIs accept. */
export function tokenTargets({ httpApis, restApis }: Pick<ApiModel, "httpApis" | "restApis">): TokenTarget[] {
  const demands: (Demand & { use?: "access" | "id" })[] = [
    ...httpApis.flatMap(({ routes, authorizers }) => [
      ...routes.flatMap((route) => httpDemand(route) ?? []),
      ...authorizers.flatMap((it) =>
        it.type === "JWT" ? [{ issuer: it.issuer, audience: it.audiences[0], scopes: [] }] : [],
      ),
    ]),
    ...restApis.flatMap(({ definition }) => definition.methods.flatMap((method) => restDemand(method) ?? [])),
  ];
  const targets = new Map<string, TokenTarget>();
  for (const { issuer, audience, scopes, route, ...kind } of demands) {
    const key = JSON.stringify([issuer, audience, kind]);
    const target = targets.get(key) ?? { issuer, audience, scopes: [], routes: [] };
    target.scopes = [...new Set([...target.scopes, ...scopes])];
    target.routes = route === undefined ? target.routes : [...new Set([...target.routes, route])];
    targets.set(key, target);
  }
  // an authorizer that no route has is meant by nobody, unless nothing else is there
  const used = [...targets.values()].filter(({ routes }) => routes.length > 0);
  return used.length > 0 ? used : [...targets.values()];
}

function httpDemand({ authorizer, authorizationScopes, routeKey }: HttpRouteModel): Demand | undefined {
  return authorizer?.type === "JWT"
    ? { issuer: authorizer.issuer, audience: authorizer.audiences[0], scopes: authorizationScopes, route: routeKey }
    : undefined;
}

/** Methods of a user pool with scopes take its access tokens, those without its ID tokens. */
function restDemand(method: RestMethodModel): (Demand & { use?: "access" | "id" }) | undefined {
  const { authorizer, authorizationScopes: scopes, routeKey: route } = method;
  switch (authorizer?.type) {
    case "COGNITO_USER_POOLS":
      return { issuer: authorizer.issuers[0] ?? "", scopes, route, use: scopes.length > 0 ? "access" : "id" };
    case "JWT": {
      const [trusted] = authorizer.trusted;
      return { issuer: trusted?.issuer ?? authorizer.issuers[0] ?? "", audience: trusted?.audiences[0], scopes, route };
    }
    default:
      return undefined;
  }
}

/** Returns what a token for the target carries. */
export function targetClaims({ issuer, audience, scopes }: TokenTarget): Omit<MintOptions, "sub"> {
  return { issuer, audience, scope: scopes.length === 0 ? undefined : scopes.join(" ") };
}

/** Returns the target that accepts tokens for a route. */
export function targetOf(routeKey: string, targets: readonly TokenTarget[]): TokenTarget | undefined {
  const key = (text: string): string => text.trim().replace(/\s+/, " ");
  return targets.find(({ routes }) => routes.some((route) => key(route) === key(routeKey)));
}
