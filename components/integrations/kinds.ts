import { httpProxyKind } from "./http-proxy";
import type { IntegrationKindDefinition } from "./integration-kind";
import type { IntegrationKind, IntegrationSpec } from "./integration-spec";
import { lambdaKind } from "./lambda";
import type { Problem } from "../problems";

/** Every kind of integration: a new one is one file, its name in `IntegrationKind`, and one line here. */
export const integrationKinds: Record<IntegrationKind, IntegrationKindDefinition> = {
  lambda: lambdaKind,
  httpProxy: httpProxyKind,
};

/** The definition of a spec's kind; undefined where a program that is not type-checked wrote another. */
export function integrationKind(spec: IntegrationSpec): IntegrationKindDefinition | undefined {
  return Object.hasOwn(integrationKinds, spec.kind) ? integrationKinds[spec.kind] : undefined;
}

/** What is wrong with a spec, its kind included. */
export function integrationProblems(spec: IntegrationSpec | undefined, argument: string): Problem[] {
  const kind = spec === undefined ? undefined : integrationKind(spec);
  if (spec === undefined || kind === undefined) {
    const wanted = `an integration of kind ${Object.keys(integrationKinds).join(", ")}`;
    return [{ argument, received: spec?.kind, wanted, fix: "make it with lambda(fn) or httpProxy(url)" }];
  }
  return kind.problems(spec, argument);
}
