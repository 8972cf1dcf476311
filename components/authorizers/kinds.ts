import type { ApiProtocol } from "../shared/api-protocol";
import type { Problem } from "../shared/problems";
import type { AuthorizerKindDefinition } from "./kind";
import type { AuthorizerKind, AuthorizerSpec } from "./authorizer-spec";
import { cognitoUserPoolsKind } from "./kinds/cognito-user-pools";
import { existingAuthorizerKind } from "./kinds/existing-authorizer";
import { iamKind } from "./kinds/iam";
import { jwtKind } from "./kinds/jwt";
import { lambdaAuthorizerKind } from "./kinds/lambda-authorizer";
import { noneKind } from "./kinds/none";

/** Every kind of authorizer: a new one is one file, its name in `AuthorizerKind`, and one line here. */
export const authorizerKinds: Record<AuthorizerKind, AuthorizerKindDefinition> = {
  jwt: jwtKind,
  lambda: lambdaAuthorizerKind,
  cognito: cognitoUserPoolsKind,
  iam: iamKind,
  none: noneKind,
  existing: existingAuthorizerKind,
};

/** The definition of a spec's kind; undefined where a program that is not type-checked wrote another. */
export function authorizerKind(spec: AuthorizerSpec): AuthorizerKindDefinition | undefined {
  return Object.hasOwn(authorizerKinds, spec.kind) ? authorizerKinds[spec.kind] : undefined;
}

/** What is wrong with a spec on an API of one kind, its own kind included. */
export function authorizerProblems(spec: AuthorizerSpec, argument: string, api: ApiProtocol = "HTTP"): Problem[] {
  const kind = authorizerKind(spec);
  if (kind === undefined) {
    const expected = `an authorizer of kind ${Object.keys(authorizerKinds).join(", ")}`;
    return [
      { argument, received: spec.kind, expected, fix: "make it with jwt(), lambdaAuthorizer(), iam() or none(reason)" },
    ];
  }
  if (api === "REST" && kind.rest === undefined) {
    const fix = "use cognitoUserPools(pool), or a lambdaAuthorizer(fn) that checks the token";
    return [{ argument, received: spec.kind, expected: "an authorizer that REST APIs have", fix }];
  }
  if (api !== "REST" && spec.kind === "cognito") {
    const expected = "an authorizer that HTTP APIs have";
    return [{ argument, received: spec.kind, expected, fix: "use cognitoJwt(pool, clients)" }];
  }
  return [...kind.problems(spec, argument), ...(api === "REST" ? (kind.rest?.problems?.(spec, argument) ?? []) : [])];
}
