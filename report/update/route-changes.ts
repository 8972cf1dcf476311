import type { ResourceNode } from "../../engine/graph/graph";
import { logicalName } from "../../engine/graph/named-resource";
import type { ApiModel } from "../../gateway/model/api-model";
import type { Snapshot } from "../../gateway/model/snapshot";
import { UPDATE_EFFECTS, type UpdateEffect } from "./update-effect";
import type { ResourceChange } from "./resource-changes";

/** A route, and who may call it. */
interface DecidedRoute {
  key: string;
  /** `NONE`, or the authorizer in words. */
  decision: string;
}

/** Returns the routes that vanish, and those whose authorizer goes or becomes another one. */
export function routeEffects(before: Snapshot, after: Snapshot, changes: readonly ResourceChange[]): UpdateEffect[] {
  const deleted = new Set(changes.filter(({ kind }) => kind === "deleted").map(({ node }) => node.urn));
  const next = apisOf(after.model);
  return [...apisOf(before.model)].flatMap(([urn, routes]) => {
    const node = after.graph.resources.find((other) => [other.urn, ...(other.options.aliases ?? [])].includes(urn));
    const now = node === undefined ? undefined : next.get(node.urn);
    return node === undefined || now === undefined || deleted.has(urn)
      ? []
      : [...routes].flatMap(([key, decision]) => routeEffect(node, { key, decision }, now.get(key)));
  });
}

function routeEffect(node: ResourceNode, { key, decision }: DecidedRoute, now: string | undefined): UpdateEffect[] {
  const name = JSON.stringify(key);
  if (now === undefined) {
    const message = `route ${name} vanishes: its clients get 404`;
    return [{ kind: UPDATE_EFFECTS.removesRoute, node, message, fix: "Keep it until nobody calls it." }];
  }
  if (now === decision) {
    return [];
  }
  return now === "NONE"
    ? [
        {
          kind: UPDATE_EFFECTS.opensRoute,
          node,
          message: `route ${name} loses its authorizer, ${decision}: anyone may call it`,
          fix: "Give it an authorizer.",
        },
      ]
    : [
        {
          kind: UPDATE_EFFECTS.changesAuthorizer,
          node,
          message: `route ${name} goes from ${decision === "NONE" ? "no authorizer" : decision} to ${now}`,
          fix: "Check that its clients have what it asks for.",
        },
      ];
}

/** By the URN of an API, the decision on each of its routes. */
function apisOf({ httpApis, restApis, webSocketApis }: ApiModel): Map<string, Map<string, string>> {
  return new Map([
    ...httpApis.map(({ urn, routes }) => [urn, decisions(routes)] as const),
    ...restApis.map(({ urn, definition }) => [urn, decisions(definition.methods.filter(isNoPreflight))] as const),
    ...webSocketApis.map(({ urn, routes }) => [urn, decisions(routes)] as const),
  ]);
}

/** A browser's preflight has no authorization. */
function isNoPreflight({ httpMethod }: { httpMethod: string }): boolean {
  return httpMethod !== "OPTIONS";
}

type AuthorizerModel = NonNullable<
  | ApiModel["httpApis"][number]["routes"][number]["authorizer"]
  | ApiModel["restApis"][number]["definition"]["methods"][number]["authorizer"]
  | ApiModel["webSocketApis"][number]["routes"][number]["authorizer"]
>;

function decisions(
  routes: readonly {
    routeKey: string;
    authorizationType: string;
    authorizationScopes?: string[];
    authorizer?: AuthorizerModel;
  }[],
): Map<string, string> {
  return new Map(
    routes.map(({ routeKey, authorizationType: type, authorizationScopes: scopes = [], authorizer }) => {
      const who = authorizer === undefined ? "" : ` (${deciderOf(authorizer)})`;
      const what = scopes.length === 0 ? "" : ` with ${[...scopes].sort().join(" or ")}`;
      return [routeKey, type === "NONE" ? type : `${type}${who}${what}`];
    }),
  );
}

/** Returns who decides: an authorizer's issuer or function, otherwise by its name in the program. */
function deciderOf(authorizer: AuthorizerModel): string {
  if ("issuer" in authorizer) {
    return authorizer.issuer;
  }
  return "issuers" in authorizer
    ? authorizer.issuers.join(", ")
    : (authorizer.lambda.arn ?? logicalName(authorizer.urn));
}
