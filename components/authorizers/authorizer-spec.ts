import type { AuthorizerKinds } from "./kinds";

/** The kinds of authorizer, each made by a factory. */
export type AuthorizerKind = keyof AuthorizerKinds;

/** The authorizer of a route: plain data of one kind, created by a factory such as `jwt({...})`. */
export type AuthorizerSpec = AuthorizerKinds[AuthorizerKind];

/** The authorizers that have a field. */
export type AuthorizerWith<Field extends string, Spec = AuthorizerSpec> = Spec extends unknown
  ? Field extends keyof Spec
    ? Spec
    : never
  : never;
