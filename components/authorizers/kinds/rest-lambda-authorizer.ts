import * as pulumi from "@pulumi/pulumi";
import { invokeArnOf } from "../../integrations/function-uri";
import { isDeferred, type Problem } from "../../shared/problems";
import type { RestAuthorizerKind } from "../kind";
import type { AuthorizerSpec } from "../authorizer-spec";
import { DEFAULT_IDENTITY_SOURCES } from "./jwt";

/**
 * A Lambda authorizer as REST APIs have it: it answers an IAM policy.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export const restLambdaAuthorizer: RestAuthorizerKind = {
  problems: (spec, argument) => [
    ...(spec.payloadFormatVersion === "2.0" || spec.simpleResponses === true
      ? [
          {
            argument: `${argument}.${spec.simpleResponses === true ? "simpleResponses" : "payloadFormatVersion"}`,
            expected: "left out: on a REST API the function answers an IAM policy",
            fix: "leave it out, and answer a policy document",
          },
        ]
      : []),
    ...(spec.authorizerType === "TOKEN" ? tokenProblems(spec, argument) : requestProblems(spec, argument)),
  ],
  scheme: (component, spec) => {
    const isToken = spec.authorizerType === "TOKEN";
    const sources = pulumi.output(spec.identitySources ?? [...DEFAULT_IDENTITY_SOURCES]);
    return {
      type: "apiKey",
      // A REQUEST authorizer has no one header: AWS's own exports say "Unused".
      name: isToken ? sources.apply((list) => headerOf(list[0] ?? "")) : "Unused",
      in: "header",
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": {
        type: isToken ? "token" : "request",
        authorizerUri: invokeArnOf(component, "authorizer.functionArn", {
          functionArn: spec.functionArn ?? "",
          functionInvokeArn: spec.functionInvokeArn,
        }),
        authorizerResultTtlInSeconds: spec.resultTtlInSeconds ?? 0,
        identitySource: sources.apply((list) => list.map(methodRequestSource).join(", ")),
        ...(spec.identityValidationExpression === undefined
          ? {}
          : { identityValidationExpression: spec.identityValidationExpression }),
      },
    };
  },
};

/** `$request.header.x` is `method.request.header.x` on a REST API, and `$context.x` is `context.x`. */
export function methodRequestSource(source: string): string {
  return source.replace(/^\$request\./, "method.request.").replace(/^\$/, "");
}

function headerOf(source: string): string {
  return source.split(".").slice(2).join(".");
}

function tokenProblems(spec: AuthorizerSpec, argument: string): Problem[] {
  const sources = spec.identitySources;
  const isOneHeader =
    sources === undefined ||
    isDeferred(sources) ||
    (sources.length === 1 && sources.every((it) => typeof it !== "string" || it.startsWith("$request.header.")));
  return isOneHeader
    ? []
    : [
        {
          argument: `${argument}.identitySources`,
          received: sources,
          expected: "the one header that has the token",
          fix: 'write ["$request.header.Authorization"], or leave authorizerType out',
        },
      ];
}

function requestProblems(spec: AuthorizerSpec, argument: string): Problem[] {
  return spec.identityValidationExpression === undefined
    ? []
    : [
        {
          argument: `${argument}.identityValidationExpression`,
          expected: 'authorizerType "TOKEN" beside it',
          fix: "leave it out, or ask for the token alone",
        },
      ];
}
