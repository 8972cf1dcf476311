import { AUTHORIZER_FIELDS, type AuthorizerFields } from "../fields";
import type { AuthorizerKindDefinition } from "../kind";

/** Intentionally no authorization. */
export interface NoneAuthorizer extends AuthorizerFields<"none"> {
  /**
   * The reason why the route is open, which `authorizationCoverage` lists.
   * @example "health check of the load balancer"
   */
  reason: string;
}

/**
 * Allows all callers, intentionally. The policies list the route with the reason instead of blocking it in production.
 *
 * @param reason a short reason for reviewers
 * @example
 * ```ts
 * const routes = { "GET /health": { integration: lambda(health), authorizer: none("health check of the load balancer") } };
 * ```
 */
export function none(reason: string): NoneAuthorizer {
  return { kind: "none", reason };
}

export const noneAuthorizerKind: AuthorizerKindDefinition<NoneAuthorizer> = {
  fields: { ...AUTHORIZER_FIELDS, reason: { plain: true } },
  label: () => undefined,
  authorizationType: () => "NONE",
  check: (problems, { reason: received }) =>
    problems.unless(typeof received === "string" && received.trim() !== "", "", {
      received,
      expected: "a reason",
      fix: 'write why anyone may call it: none("public price list")',
    }),
  http: {},
  rest: {},
  websocket: {},
};
