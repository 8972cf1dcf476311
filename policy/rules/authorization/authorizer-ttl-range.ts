import { HTTP_API_LIMITS } from "../../../aws/quotas";
import { V1, V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

const LONGEST = HTTP_API_LIMITS.authorizerCacheTtl.value;

export const authorizerTtlRange = resourceRule({
  name: "authorizer-ttl-range",
  title: "Authorizer results are cached for at most an hour",
  description: "authorizerResultTtlInSeconds is from 0 to 3600.",
  severity: "low",
  category: "correctness",
  blocks: "always",
  why: "API Gateway refuses other values.",
  fix: "Set authorizerResultTtlInSeconds to a number of seconds from 0 to 3600.",
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Authorizer("check", {
  apiId: api.id,
  authorizerType: "REQUEST",
  authorizerUri: check.invokeArn,
  authorizerResultTtlInSeconds: 7200,
});`,
    passes: `new apigatewayv2.Authorizer("check", {
  apiId: api.id,
  authorizerType: "REQUEST",
  authorizerUri: check.invokeArn,
  identitySources: ["$request.header.Authorization"],
  authorizerResultTtlInSeconds: 300,
});`,
  },
  options: {},
  types: [V1.authorizer, V2.authorizer],
  check(authorizer, { report }) {
    const seconds = authorizer.number("authorizerResultTtlInSeconds");
    if (seconds !== undefined && (seconds < 0 || seconds > LONGEST || !Number.isInteger(seconds))) {
      report(
        `authorizerResultTtlInSeconds is ${String(seconds)}, and API Gateway takes 0 to ${String(LONGEST)} seconds.`,
        `Set it to a number from 0 to ${String(LONGEST)}.`,
      );
    }
  },
});
