import type { IntegrationKinds } from "./kinds";

/** The kinds of integration, each made by the factory of the same name. */
export type IntegrationKind = keyof IntegrationKinds;

/** The target of a route: plain data of one kind, created by a factory such as `lambda(fn)`. */
export type IntegrationSpec = IntegrationKinds[IntegrationKind];

/** The integrations that have a field. */
export type IntegrationWith<Field extends string, Spec = IntegrationSpec> = Spec extends unknown
  ? Field extends keyof Spec
    ? Spec
    : never
  : never;
