import type { ApiModel, HttpRouteModel, JwtAuthorizerModel } from "../../gateway/model/api-model";
import type { MintOptions } from "../../gateway/server";

/** Returns what a token must carry so that this route takes it: issuer, audience, and one of the scopes it asks for. */
export function acceptedClaims(route: HttpRouteModel): Omit<MintOptions, "sub"> | undefined {
  const { authorizer } = route;
  return authorizer?.type === "JWT"
    ? { ...authorizerClaims(authorizer), scope: route.authorizationScopes[0] }
    : undefined;
}

export function authorizerClaims({ issuer, audiences }: JwtAuthorizerModel): Omit<MintOptions, "sub"> {
  return { issuer, audience: audiences[0] };
}

/** Every JWT authorizer of the APIs, those with the same issuer and audiences once. */
export function jwtAuthorizers(model: ApiModel): JwtAuthorizerModel[] {
  const distinct = new Map<string, JwtAuthorizerModel>();
  for (const authorizer of model.httpApis.flatMap((api) => api.authorizers)) {
    if (authorizer.type === "JWT") {
      distinct.set(JSON.stringify([authorizer.issuer, authorizer.audiences]), authorizer);
    }
  }
  return [...distinct.values()];
}
