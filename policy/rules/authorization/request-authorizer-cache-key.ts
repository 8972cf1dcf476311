import { HTTP_API_LIMITS } from "../../../aws/quotas";
import { V1, V2 } from "../../../aws/resource-types";
import { lambdaTarget } from "../../facts/lambda";
import { stackRule } from "../../pack/rule";
import { ifKnown } from "../../graph/unknown";
import { ownFiles, readyCode } from "../../facts/function-code";
import { answersForOneRoute } from "../../facts/one-route-policy";

export const requestAuthorizerCacheKey = stackRule({
  name: "request-authorizer-cache-key",
  title: "A cached authorizer has a key, and its policy fits every route",
  description:
    "A Lambda authorizer that caches its results has identity sources, and does not answer with a policy for one route.",
  severity: "high",
  category: "security",
  blocks: "always",
  advice:
    "an authorizer whose code seems to answer for the called route alone, which is a guess by what its code gives to the policy.",
  why: "The identity sources are the cache's key, and API Gateway refuses a cache without one. A cached policy for one method's ARN answers the same caller's next route too, with 403; one that ignores the caller lets others in.",
  fix: "Name the identity sources, or set authorizerResultTtlInSeconds to 0. Add $context.routeKey to the sources, or answer with a policy for the whole stage.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Authorizer("check", {
  apiId: api.id,
  authorizerType: "REQUEST",
  authorizerUri: check.invokeArn,
  authorizerPayloadFormatVersion: "2.0",
  authorizerResultTtlInSeconds: 300,
});`,
    passes: `new apigatewayv2.Authorizer("check", {
  apiId: api.id,
  authorizerType: "REQUEST",
  authorizerUri: check.invokeArn,
  authorizerPayloadFormatVersion: "2.0",
  identitySources: ["$request.header.Authorization", "$context.routeKey"],
  authorizerResultTtlInSeconds: 300,
});`,
  },
  options: {},
  types: [V1.authorizer, V2.authorizer],
  prepare: readyCode,
  check(authorizer, { graph, report, reportAdvisory }) {
    const isHttp = authorizer.type === V2.authorizer;
    const type = authorizer.text(isHttp ? "authorizerType" : "type") ?? "TOKEN";
    if (!["REQUEST", "TOKEN"].includes(type)) {
      return;
    }
    const path = isHttp ? "identitySources" : "identitySource";
    // Both cache for 300 seconds unless they say otherwise, an HTTP API's only where it has identity sources.
    const seconds =
      (graph.isFilledIn(authorizer, "authorizerResultTtlInSeconds")
        ? undefined
        : authorizer.number("authorizerResultTtlInSeconds")) ??
      (isHttp && authorizer.list(path).length === 0 ? 0 : HTTP_API_LIMITS.authorizerCacheTtlDefault.value);
    if (seconds === 0) {
      return;
    }
    if (isHttp && authorizer.list(path).length === 0) {
      report(
        `The authorizer ${authorizer.name} caches for ${String(seconds)} seconds and has no identity sources, which are the cache's key.`,
        "Set identitySources, or authorizerResultTtlInSeconds to 0.",
      );
      return;
    }
    const sources = authorizer.texts(path).join(",");
    const perRoute = /\$?context\.(routeKey|path|resourcePath|httpMethod|resourceId)/.test(sources);
    const target = perRoute ? undefined : ifKnown(() => lambdaTarget(graph, authorizer, "authorizerUri"))?.function;
    const files = target ? (ifKnown(() => ownFiles(graph, target, [])) ?? []) : [];
    if (target && files.some(answersForOneRoute)) {
      reportAdvisory(
        `The authorizer ${authorizer.name} caches for ${String(seconds)} seconds, and ${target.name} answers with a policy for the called route alone, so the caller's next route is refused.`,
        "Answer with a policy for the whole stage, or set authorizerResultTtlInSeconds to 0.",
      );
    }
  },
});
