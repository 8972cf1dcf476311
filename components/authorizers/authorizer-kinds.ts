import type * as pulumi from "@pulumi/pulumi";
import { API_NAMES, type ApiProtocol } from "../shared/api-protocol";
import { checkFields, protocolsOf } from "../shared/field-support";
import { nearFix, type Problem, Problems } from "../shared/problems";
import type { AuthorizerKind, AuthorizerSpec, AuthorizerWith } from "./authorizer-spec";
import type { ScopeFields } from "./fields";
import type { AuthorizerKindDefinition } from "./kind";
import { authorizerKinds, type AuthorizerKinds } from "./kinds";
import { isRecord } from "../../language/is-record";

/** Returns the definition of an authorizer's kind. */
export function authorizerKind<Kind extends AuthorizerKind>(
  spec: AuthorizerKinds[Kind] & { kind: Kind },
): AuthorizerKindDefinition<AuthorizerKinds[Kind]> {
  return authorizerKinds[spec.kind];
}

/** Returns whether the kind of an authorizer has a field. */
export function hasAuthorizerField<Field extends string>(
  spec: AuthorizerSpec,
  field: Field,
): spec is AuthorizerWith<Field> {
  return Object.hasOwn(authorizerKind(spec).fields, field);
}

/** Returns the id of an authorizer that the API has already. */
export function existingId(spec: AuthorizerSpec): pulumi.Input<string> | undefined {
  return hasAuthorizerField(spec, "authorizerId") ? spec.authorizerId : undefined;
}

/** Returns the scopes of the routes that name none of their own. */
export function authorizerScopes(spec: AuthorizerSpec): ScopeFields["scopes"] {
  return hasAuthorizerField(spec, "scopes") ? spec.scopes : undefined;
}

/** Returns the problems of an authorizer on one kind of API; a program that is not type-checked may write anything. */
export function authorizerProblems(spec: unknown, argument: string, api: ApiProtocol): readonly Problem[] {
  const problems = new Problems().at(argument);
  checkAuthorizer(problems, spec, api);
  return problems.all;
}

function checkAuthorizer(problems: Problems, spec: unknown, api: ApiProtocol): void {
  if (!isAuthorizer(spec)) {
    const received = isRecord(spec) && "kind" in spec ? spec.kind : spec;
    const kinds = Object.keys(authorizerKinds);
    const fix = nearFix(received, kinds, "make it with jwt(), lambdaAuthorizer(), iam() or none(reason)");
    problems.add("", { received, expected: `an authorizer of kind ${kinds.join(", ")}`, fix });
    return;
  }
  const definition = authorizerKind(spec);
  const protocols = protocolsOf(definition);
  if (!protocols.includes(api)) {
    const able = Object.entries(authorizerKinds).filter(([, other]) => protocolsOf(other).includes(api));
    const expected = `an authorizer that ${API_NAMES[api]} have: ${able.map(([name]) => name).join(", ")}`;
    problems.add("", { received: spec.kind, expected, fix: definition.instead ?? "use one of these" });
    return;
  }
  if (checkFields(problems, spec, { fields: definition.fields, protocols }, api)) {
    definition.check?.(problems, spec, api);
  }
}

/** Returns whether a value is an authorizer: a program that is not type-checked may write anything. */
export function isAuthorizer(spec: unknown): spec is AuthorizerSpec {
  return isRecord(spec) && "kind" in spec && typeof spec.kind === "string" && Object.hasOwn(authorizerKinds, spec.kind);
}
