import * as pulumi from "@pulumi/pulumi";
import { REST_API_LIMITS } from "../../../aws/quotas";
import { defined } from "../../../language/defined";
import { type Expectation, isDeferred, type Problems } from "../../shared/problems";
import {
  AUTHORIZER_FIELDS,
  type AuthorizerFields,
  IDENTITY_SOURCE_FIELDS,
  type IdentitySourceFields,
  SCOPE_FIELDS,
  type ScopeFields,
} from "../fields";
import { checkIdentitySources, DEFAULT_IDENTITY_SOURCES, headerOf, methodRequestSource } from "../identity-sources";
import type { AuthorizerKindDefinition } from "../kind";
import { checkResultTtl } from "../result-ttl";

/**
 * A Cognito user pool by its ARN: an `aws.cognito.UserPool` fits.
 *
 * @example { arn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI" }
 */
export interface UserPoolArnRef {
  /**
   * The pool's ARN.
   * @example "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI"
   */
  arn: pulumi.Input<string>;
}

/** Authorization by the tokens of Cognito user pools. */
export interface CognitoAuthorizer extends AuthorizerFields<"cognito">, ScopeFields, IdentitySourceFields {
  /**
   * The ARNs of the user pools whose tokens are accepted.
   * @example [pool.arn]
   */
  providerArns: pulumi.Input<string>[];
  /**
   * The time for which a decision is cached for the same token, in seconds, 0 to 3,600. @default 300
   * @example 60
   */
  resultTtlInSeconds?: pulumi.Input<number>;
  /**
   * The pattern that the whole `aud` of a token must match, such as an app client's id; access tokens of Cognito have none.
   * @default any audience
   * @example "3n4b5urk1ft4fl3mg5e62d9ado"
   * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
   */
  identityValidationExpression?: string;
}

/** The options of authorization by Cognito user pools; without scopes, identity tokens pass. */
export interface CognitoUserPoolsOptions extends Omit<CognitoAuthorizer, "kind" | "providerArns" | "identitySources"> {
  /**
   * The header with the token. @default "$request.header.Authorization"
   * @example "$request.header.X-Token"
   */
  identitySource?: string;
}

/**
 * Allows requests with a token of Cognito user pools (COGNITO_USER_POOLS). REST APIs only; for HTTP APIs, use `cognitoJwt`.
 *
 * @param pools the user pool or pools, or their ARNs
 * @example
 * ```ts
 * new RestApi("shop", { defaultAuthorizer: cognitoUserPools(pool, { scopes: ["shop/read"] }), routes });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 */
export function cognitoUserPools(
  pools: UserPoolArnRef | pulumi.Input<string> | (UserPoolArnRef | pulumi.Input<string>)[],
  options: CognitoUserPoolsOptions = {},
): CognitoAuthorizer {
  const { identitySource, ...rest } = options;
  return defined<CognitoAuthorizer>({
    kind: "cognito",
    providerArns: (Array.isArray(pools) ? pools : [pools]).map(arnOf),
    ...rest,
    identitySources: identitySource === undefined ? undefined : [identitySource],
  });
}

const POOL = { expected: "at least one user pool", fix: "use cognitoUserPools(pool)" };

export const cognitoAuthorizerKind: AuthorizerKindDefinition<CognitoAuthorizer> = {
  fields: {
    ...AUTHORIZER_FIELDS,
    ...SCOPE_FIELDS,
    ...IDENTITY_SOURCE_FIELDS,
    providerArns: { plain: true, named: true, required: POOL },
    resultTtlInSeconds: {},
    identityValidationExpression: { plain: true },
  },
  label: ({ providerArns }) =>
    providerArns.every((arn) => typeof arn === "string")
      ? providerArns.map((arn) => arn.split("/").at(-1)).join("+")
      : "cognito",
  authorizationType: () => "COGNITO_USER_POOLS",
  check: (problems, spec, api) => {
    checkPools(problems, spec);
    checkResultTtl(problems, spec);
    checkAudience(problems, spec);
    checkIdentitySources(problems, spec, api);
  },
  rest: {
    scheme: (_component, spec) => {
      const sources = pulumi.output(spec.identitySources ?? [...DEFAULT_IDENTITY_SOURCES]);
      return {
        type: "apiKey",
        name: sources.apply((list) => headerOf(list[0] ?? "") || "Authorization"),
        in: "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": defined({
          type: "cognito_user_pools",
          providerARNs: spec.providerArns,
          authorizerResultTtlInSeconds: spec.resultTtlInSeconds ?? REST_API_LIMITS.authorizerCacheTtlDefault.value,
          identitySource: sources.apply((list) => list.map(methodRequestSource).join(", ")),
          identityValidationExpression: spec.identityValidationExpression,
        }),
      };
    },
  },
  instead: "use cognitoJwt(pool, clients)",
};

/** Routes with scopes ask for access tokens, and those of Cognito have no `aud`. */
function checkAudience(problems: Problems, spec: CognitoAuthorizer): void {
  const { identityValidationExpression: received, scopes } = spec;
  problems.unless(received === undefined || scopes === undefined, "identityValidationExpression", {
    received,
    expected: "no scopes beside it: they ask for access tokens, which have no aud",
    fix: "remove one of the two",
  });
}

function arnOf(pool: UserPoolArnRef | pulumi.Input<string>): pulumi.Input<string> {
  return typeof pool === "string" || isDeferred(pool) ? pool : pool.arn;
}

function checkPools(problems: Problems, { providerArns }: Partial<CognitoAuthorizer>): void {
  problems.unless(providerArns?.length !== 0, "providerArns", POOL);
  for (const arn of providerArns ?? []) {
    problems.known<string>("providerArns", arn, checkPoolArn);
  }
}

function checkPoolArn(received: string): Expectation | undefined {
  return /^arn:[^:]+:cognito-idp:[^:]+:\d{12}:userpool\/\S+$/.test(received)
    ? undefined
    : { received, expected: "the ARN of a user pool", fix: "pass pool.arn" };
}
