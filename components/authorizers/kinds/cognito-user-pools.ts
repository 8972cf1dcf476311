import * as pulumi from "@pulumi/pulumi";
import { REST_API_LIMITS } from "../../../aws/quotas";
import { isDeferred, validateKnown, type Problem } from "../../shared/problems";
import type { AuthorizerKindDefinition } from "../kind";
import type { AuthorizerFields, AuthorizerSpec } from "../authorizer-spec";
import { DEFAULT_IDENTITY_SOURCES, identitySourceProblems } from "./jwt";
import { methodRequestSource } from "./rest-lambda-authorizer";

/** A Cognito user pool by its ARN: an `aws.cognito.UserPool` fits. */
export interface UserPoolArnRef {
  /** The pool's ARN. */
  arn: pulumi.Input<string>;
}

/** What a spec of kind `cognito` has. */
export interface CognitoUserPoolsFields {
  /** The ARNs of the user pools whose tokens are let through. */
  providerArns?: pulumi.Input<string>[];
}

export interface CognitoUserPoolsOptions extends Omit<AuthorizerFields, "kind"> {
  /** An access token needs one of these, on routes that name no scopes of their own; without any, identity tokens pass. @default none */
  scopes?: pulumi.Input<pulumi.Input<string>[]>;
  /** The header with the token. @default "$request.header.Authorization" */
  identitySource?: string;
  /** How long a decision is kept for the same token, in seconds, 0 to 3,600. @default 300 */
  resultTtlInSeconds?: pulumi.Input<number>;
}

/**
 * Lets requests with a token of Cognito user pools through (COGNITO_USER_POOLS). REST only; `cognitoJwt` is for HTTP APIs.
 *
 * @param pools the user pool or pools, or their ARNs
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 */
export function cognitoUserPools(
  pools: UserPoolArnRef | pulumi.Input<string> | (UserPoolArnRef | pulumi.Input<string>)[],
  options: CognitoUserPoolsOptions = {},
): AuthorizerSpec {
  const { identitySource, ...rest } = options;
  return {
    kind: "cognito",
    providerArns: (Array.isArray(pools) ? pools : [pools]).map(arnOf),
    ...rest,
    ...(identitySource === undefined ? {} : { identitySources: [identitySource] }),
  };
}

export const cognitoUserPoolsKind: AuthorizerKindDefinition = {
  authorizationType: () => "COGNITO_USER_POOLS",
  problems: (spec, argument) => [
    ...(spec.providerArns === undefined || spec.providerArns.length === 0
      ? [
          {
            argument: `${argument}.providerArns`,
            expected: "at least one user pool",
            fix: "use cognitoUserPools(pool)",
          },
        ]
      : spec.providerArns.flatMap((arn) => validateKnown<string>(arn, (plain) => arnProblem(argument, plain)))),
    ...identitySourceProblems(spec, argument),
  ],
  rest: {
    scheme: (_component, spec) => {
      const sources = pulumi.output(spec.identitySources ?? [...DEFAULT_IDENTITY_SOURCES]);
      return {
        type: "apiKey",
        name: sources.apply((list) => list[0]?.split(".").slice(2).join(".") ?? "Authorization"),
        in: "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": {
          type: "cognito_user_pools",
          providerARNs: spec.providerArns,
          authorizerResultTtlInSeconds: spec.resultTtlInSeconds ?? REST_API_LIMITS.authorizerCacheTtlDefault.value,
          identitySource: sources.apply((list) => list.map(methodRequestSource).join(", ")),
        },
      };
    },
  },
};

function arnOf(pool: UserPoolArnRef | pulumi.Input<string>): pulumi.Input<string> {
  return typeof pool === "string" || isDeferred(pool) ? pool : pool.arn;
}

function arnProblem(argument: string, arn: string): Problem | undefined {
  return /^arn:[^:]+:cognito-idp:[^:]+:\d{12}:userpool\/\S+$/.test(arn)
    ? undefined
    : { argument: `${argument}.providerArns`, received: arn, expected: "the ARN of a user pool", fix: "pass pool.arn" };
}
