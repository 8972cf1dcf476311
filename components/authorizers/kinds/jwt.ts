import * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../../aws/quotas";
import { validateOutput, isDeferred, validateKnown, type Problem } from "../../shared/problems";
import type { AuthorizerKindDefinition } from "../kind";
import type { AuthorizerFields, AuthorizerSpec } from "../authorizer-spec";
import { issuerProblem } from "../issuer";

/** What a spec of kind `jwt` has. */
export interface JwtFields {
  /** The issuer, exactly as tokens have it in `iss`. */
  issuer?: pulumi.Input<string>;
  /** Tokens must have one of these as their `aud`, or as `client_id` where they have no `aud`. */
  audience?: pulumi.Input<pulumi.Input<string>[]>;
  /** Where requests have the token, or what a Lambda authorizer needs. @default ["$request.header.Authorization"] */
  identitySources?: pulumi.Input<pulumi.Input<string>[]>;
  /** A token needs one of these, on routes that name no scopes of their own. @default none */
  scopes?: pulumi.Input<pulumi.Input<string>[]>;
}

export interface JwtOptions extends Omit<AuthorizerFields, "kind"> {
  /** The issuer, exactly as tokens have it in `iss`: a trailing slash makes another one. */
  issuer: pulumi.Input<string>;
  /** Tokens must have one of these as their `aud`, or as `client_id` where they have no `aud`. */
  audience: pulumi.Input<string | pulumi.Input<string>[]>;
  /** Where requests have the token: one selection expression. @default "$request.header.Authorization" */
  identitySource?: pulumi.Input<string>;
  /** A token needs one of these, on routes that name no scopes of their own. @default none */
  scopes?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * Lets requests with a JSON Web Token of one issuer through.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function jwt(options: JwtOptions): AuthorizerSpec {
  const { issuer, audience, identitySource, scopes, name, ...unknown } = options;
  return {
    ...unknown, // for the API to refuse: a program may not be type-checked
    kind: "jwt",
    issuer,
    audience: audienceList(audience),
    ...(identitySource === undefined ? {} : { identitySources: [identitySource] }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(name === undefined ? {} : { name }),
  };
}

/** Where a request has its credentials unless said otherwise. */
export const DEFAULT_IDENTITY_SOURCES: readonly string[] = ["$request.header.Authorization"];

export const jwtKind: AuthorizerKindDefinition = {
  authorizationType: () => "JWT",
  problems: (spec, argument) => [
    ...(spec.issuer === undefined
      ? [{ argument: `${argument}.issuer`, expected: "the issuer of the tokens", fix: "use jwt({ issuer, audience })" }]
      : validateKnown<string>(spec.issuer, (issuer) => issuerProblem(`${argument}.issuer`, issuer))),
    ...audienceProblems(spec, argument),
    ...identitySourceProblems(spec, argument),
  ],
  inputs: (component, spec) => ({
    authorizerType: "JWT",
    identitySources: spec.identitySources ?? [...DEFAULT_IDENTITY_SOURCES],
    jwtConfiguration: {
      audiences: spec.audience,
      issuer: validateOutput<string>(component, spec.issuer ?? "", (issuer) =>
        issuerProblem("authorizer.issuer", issuer),
      ),
    },
  }),
};

function audienceList(audience: JwtOptions["audience"]): pulumi.Input<pulumi.Input<string>[]> {
  if (Array.isArray(audience)) {
    return audience;
  }
  return isDeferred(audience) ? pulumi.output(audience).apply(listOf) : [audience];
}

function listOf(audience: string | string[]): string[] {
  return Array.isArray(audience) ? audience : [audience];
}

function audienceProblems(spec: AuthorizerSpec, argument: string): Problem[] {
  if (isDeferred(spec.audience)) {
    return [];
  }
  const limit = LIMITS.http.audiencesPerAuthorizer;
  const received = spec.audience ?? [];
  const problem = { argument: `${argument}.audience`, received: received.length };
  if (received.length === 0 || received.includes("")) {
    return [
      { ...problem, expected: "at least one audience", fix: "name the client ids or audiences that tokens are for" },
    ];
  }
  const expected = `at most ${limit.value} ("${limit.name}", ${limit.source})`;
  return received.length > limit.value
    ? [{ ...problem, expected, fix: "split the API or use a Lambda authorizer" }]
    : [];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html */
export function identitySourceProblems(spec: AuthorizerSpec, argument: string): Problem[] {
  if (spec.identitySources === undefined || isDeferred(spec.identitySources)) {
    return [];
  }
  return spec.identitySources.flatMap((source) =>
    validateKnown<string>(source, (value) =>
      /^\$(request\.(header|querystring)|context|stageVariables)\.\S+$/.test(value)
        ? undefined
        : {
            argument: `${argument}.identitySources`,
            received: value,
            expected: "$request.header.<name>, $request.querystring.<name>, $context.<name> or $stageVariables.<name>",
            fix: 'write "$request.header.Authorization"',
          },
    ),
  );
}
