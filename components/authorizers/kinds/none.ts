import type { AuthorizerKindDefinition } from "../kind";
import type { AuthorizerSpec } from "../authorizer-spec";

/** What a spec of kind `none` has. */
export interface NoneFields {
  /** Why anyone may call the route: it stands in the coverage. */
  reason?: string;
}

/**
 * Lets anyone call, on purpose. The policies list the route with the reason, in place of blocking it in production.
 *
 * @param reason why, in a few words for reviewers: `none("health check of the load balancer")`
 */
export function none(reason: string): AuthorizerSpec {
  return { kind: "none", reason };
}

export const noneKind: AuthorizerKindDefinition = {
  rest: {},
  authorizationType: () => "NONE",
  problems: (spec, argument) =>
    typeof spec.reason === "string" && spec.reason.trim() !== ""
      ? []
      : [
          {
            argument,
            received: spec.reason,
            expected: "a reason",
            fix: 'write why anyone may call it: none("public price list")',
          },
        ],
};
