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
    "a policy for the whole stage that is made of the route's ARN": {
      "fn.code": code(
        "exports.handler = async (event) => {\n  const [api, stage] = event.methodArn.split('/');\n" +
          "  console.log(event.methodArn);\n  return { Statement: [{ Resource: `${api}/${stage}/*` }] };\n};",
      ),
    },
    "a helper that makes a policy for the whole stage": {
      "fn.code": code(
        "const policy = (arn) => ({ Statement: [{ Resource: arn.split('/').slice(0, 2).join('/') + '/*' }] });\n" +
          "exports.handler = async (event) => policy(event.methodArn);",
      ),
    },
    "a policy for one route in a comment": {
      "fn.code": code("// Resource: event.methodArn\nexports.handler = () => ({});"),
    },
    "no cache": { "check.authorizerResultTtlInSeconds": 0, "check.identitySources": [] },
    "a policy for one route that is cached by route": {
      "fn.code": code("const policy = { Resource: event.routeArn };"),
      "check.identitySources": ["$request.header.Authorization", "$context.routeKey"],
    },
    "a JWT authorizer": { "check.authorizerType": "JWT", "check.authorizerResultTtlInSeconds": UNKNOWN },
    "code that is elsewhere": { "fn.code": undefined },
  },
  fails: {
    "AWS's sample, whose helper makes the policy": [
      {
        "fn.code": code(
          "exports.handler = (event, context, callback) => {\n" +
            '  callback(null, generatePolicy("user", "Allow", event.methodArn));\n};\n' +
            "const generatePolicy = function (principalId, effect, resource) {\n" +
            "  const statementOne = { Action: 'execute-api:Invoke', Effect: effect };\n" +
            "  statementOne.Resource = resource;\n" +
            "  return { principalId, policyDocument: { Statement: [statementOne] } };\n};\n",
        ),
      },
      /fn answers with a policy for the called route alone/,
    ],
    "a helper of a helper": [
      {
        "fn.code": code(
          "const allow = (id, arn) => policy(id, 'Allow', arn);\n" +
            "function policy(id, effect, arn) { return { Statement: [{ Effect: effect, Resource: [arn] }] }; }\n" +
            "exports.handler = async ({ methodArn }) => allow('me', methodArn);",
        ),
      },
      /fn answers with a policy for the called route alone/,
    ],
    "a helper of another module": [
      {
        "fn.code": code(
          'const { buildPolicy } = require("./lib");\nexports.handler = async (e) => buildPolicy(e.methodArn);',
        ),
      },
      /fn answers with a policy for the called route alone/,
    ],
    "a policy for one route in Python": [
      {
        "fn.code": new asset.AssetArchive({
          "app.py": new asset.StringAsset(
            'def handler(event, _):\n    return generate_policy("user", "Allow", event["methodArn"])\n',
          ),
        }),
      },
      /fn answers with a policy for the called route alone/,
    ],
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
