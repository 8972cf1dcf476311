import { asset } from "@pulumi/pulumi";
import { V1, V2, LAMBDA } from "../../../../aws/resource-types";
import { requestAuthorizerCacheKey } from "../../../../policy/rules/authorization/request-authorizer-cache-key";
import { describeRule, UNKNOWN } from "../../cases";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:check";
const code = (text: string) => new asset.AssetArchive({ "index.js": new asset.StringAsset(text) });

describeRule(requestAuthorizerCacheKey, {
  baseline: {
    fn: { type: LAMBDA.function, props: { arn, code: code("exports.handler = () => ({ isAuthorized: true });") } },
    check: {
      type: V2.authorizer,
      props: {
        authorizerType: "REQUEST",
        authorizerUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
        identitySources: ["$request.header.Authorization"],
        authorizerResultTtlInSeconds: 300,
      },
    },
    token: { type: V1.authorizer, props: { type: "TOKEN" } },
  },
  passes: {
    "no cache": { "check.authorizerResultTtlInSeconds": 0, "check.identitySources": [] },
    "a policy for one route that is cached by route": {
      "fn.code": code("const policy = { Resource: event.routeArn };"),
      "check.identitySources": ["$request.header.Authorization", "$context.routeKey"],
    },
    "a JWT authorizer": { "check.authorizerType": "JWT", "check.authorizerResultTtlInSeconds": UNKNOWN },
    "code that is elsewhere": { "fn.code": undefined },
  },
  fails: {
    "a cache without a key": [
      { "check.identitySources": [] },
      /caches for 300 seconds and has no identity sources, which are the cache's key\.\nFix: Set identitySources/,
    ],
    "a cached policy for one route": [
      { "fn.code": code('return { Statement: [{ Effect: "Allow", Resource: event.methodArn }] };') },
      /fn answers with a policy for the called route alone.*\nFix: Answer with a policy for the whole stage/,
    ],
  },
  unknown: {
    "a time that is not known yet": [
      { "check.authorizerResultTtlInSeconds": UNKNOWN, "check.refs": { authorizerResultTtlInSeconds: ["fn"] } },
      /authorizerResultTtlInSeconds is not known/,
    ],
    "a function that is not known": [{ "check.authorizerUri": UNKNOWN }, "not needed"],
  },
});
