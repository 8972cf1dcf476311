import type * as pulumi from "@pulumi/pulumi";
import type { FieldTable } from "../shared/field-support";

/** The members that every authorizer has. */
export interface AuthorizerFields<Kind extends string = string> {
  /** The kind of authorizer; the factories set it. */
  kind: Kind;
  /**
   * A literal that names the authorizer among the API's children. @default derived from the issuer, the function or the pool
   * @example "customers"
   */
  name?: string;
}

/** The field of an authorizer that reads a token's scopes. */
export interface ScopeFields {
  /**
   * The scopes of which a token needs one, on routes that don't set their own. @default none
   * @example ["orders/read"]
   */
  scopes?: pulumi.Input<pulumi.Input<string>[]>;
}

/** The field of an authorizer that reads the request. */
export interface IdentitySourceFields {
  /**
   * The parts of a request that identify the caller; a request that lacks one gets a 401 response.
   *
   * @default ["$request.header.Authorization"]
   * @example
   * ```ts
   * lambdaAuthorizer(check, { identitySources: ["$request.header.Authorization", "$request.querystring.tenant"] });
   * ```
   */
  identitySources?: pulumi.Input<pulumi.Input<string>[]>;
}

export const AUTHORIZER_FIELDS: FieldTable<AuthorizerFields> = {
  kind: { plain: true, named: true },
  name: { plain: true, named: true },
};
export const SCOPE_FIELDS: FieldTable<ScopeFields> = { scopes: { named: true } };
export const IDENTITY_SOURCE_FIELDS: FieldTable<IdentitySourceFields> = { identitySources: {} };
