import type * as pulumi from "@pulumi/pulumi";
import type { AuthorizerKindDefinition } from "../kind";
import type { AuthorizerSpec } from "../authorizer-spec";

/** What a spec of kind `existing` has. */
export interface ExistingAuthorizerFields {
  /** The id of an authorizer that the API has already. */
  authorizerId?: pulumi.Input<string>;
  /** What a route with that authorizer has as its type: `JWT` or `CUSTOM` (Lambda). */
  authorizationType?: string;
}

/**
 * Names an authorizer that was made elsewhere on the same API, such as an `Authorizer` of ours.
 *
 * @param authorizerId its id
 * @param authorizationType `JWT`, or `CUSTOM` for a Lambda authorizer
 */
export function existingAuthorizer(
  authorizerId: pulumi.Input<string>,
  authorizationType: "JWT" | "CUSTOM",
): AuthorizerSpec {
  return { kind: "existing", authorizerId, authorizationType };
}

export const existingAuthorizerKind: AuthorizerKindDefinition = {
  authorizationType: (spec) => (spec.authorizationType === "JWT" ? "JWT" : "CUSTOM"),
  problems: (spec, argument) => [
    ...(spec.authorizerId === undefined
      ? [
          {
            argument: `${argument}.authorizerId`,
            expected: "an authorizer's id",
            fix: "use existingAuthorizer(id, type)",
          },
        ]
      : []),
    ...(spec.authorizationType === "JWT" || spec.authorizationType === "CUSTOM"
      ? []
      : [
          {
            argument: `${argument}.authorizationType`,
            received: spec.authorizationType,
            expected: '"JWT" or "CUSTOM"',
            fix: 'write "CUSTOM" for a Lambda authorizer',
          },
        ]),
  ],
};
