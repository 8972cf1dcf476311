import type * as pulumi from "@pulumi/pulumi";
import { AUTHORIZER_FIELDS, type AuthorizerFields } from "../fields";
import type { AuthorizerKindDefinition } from "../kind";

/** An existing authorizer of the API. */
export interface ExistingAuthorizer extends AuthorizerFields<"existing"> {
  /**
   * The authorizer's id.
   * @example "abc123"
   */
  authorizerId: pulumi.Input<string>;
  /**
   * The authorization type of a route with that authorizer: `JWT` or `CUSTOM` (Lambda).
   * @example "JWT"
   */
  authorizationType: "JWT" | "CUSTOM";
}

/**
 * Refers to an existing authorizer of the same API, such as one of Gatewright's `Authorizer` component.
 *
 * @param authorizerId its id
 * @param authorizationType `JWT`, or `CUSTOM` for a Lambda authorizer
 * @example
 * ```ts
 * new HttpApi("orders", { api: shared, defaultAuthorizer: existingAuthorizer("abc123", "JWT"), routes });
 * ```
 */
export function existingAuthorizer(
  authorizerId: pulumi.Input<string>,
  authorizationType: "JWT" | "CUSTOM",
): ExistingAuthorizer {
  return { kind: "existing", authorizerId, authorizationType };
}

export const existingAuthorizerKind: AuthorizerKindDefinition<ExistingAuthorizer> = {
  fields: {
    ...AUTHORIZER_FIELDS,
    authorizerId: { required: { expected: "an authorizer's id", fix: "use existingAuthorizer(id, type)" } },
    authorizationType: { plain: true },
  },
  label: () => undefined,
  authorizationType: (spec) => spec.authorizationType,
  check: (problems, { authorizationType: received }) =>
    problems.unless(received === "JWT" || received === "CUSTOM", "authorizationType", {
      received,
      expected: '"JWT" or "CUSTOM"',
      fix: 'write "CUSTOM" for a Lambda authorizer',
    }),
  http: {},
  websocket: {},
};
