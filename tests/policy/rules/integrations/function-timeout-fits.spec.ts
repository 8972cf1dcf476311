import { V1, V2, LAMBDA } from "../../../../aws/resource-types";
import { functionTimeoutFits } from "../../../../policy/rules/integrations/function-timeout-fits";
import { describeRule, UNKNOWN } from "../../cases";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;

describeRule(functionTimeoutFits, {
  baseline: {
    orders: { type: LAMBDA.function, props: { arn, timeout: 10 } },
    http: {
      type: V2.integration,
      props: { integrationType: "AWS_PROXY", integrationUri: arn, timeoutMilliseconds: 10000 },
    },
    rest: { type: V1.integration, props: { type: "AWS_PROXY", uri } },
    check: { type: V2.authorizer, props: { authorizerUri: uri } },
  },
  passes: {
    "timeouts that AWS fills in": { "http.timeoutMilliseconds": UNKNOWN, "rest.responseTransferMode": UNKNOWN },
    "a function that does not say": { "orders.timeout": undefined },
    "a response that is streamed": { "orders.timeout": 10, "rest.responseTransferMode": "STREAM" },
  },
  fails: {
    "a function behind a body": [
      {
        "orders.timeout": 60,
        http: undefined,
        rest: undefined,
        check: undefined,
        api: {
          type: V1.restApi,
          props: {
            body: JSON.stringify({
              paths: { "/orders": { get: { "x-amazon-apigateway-integration": { uri, timeoutInMillis: 5000 } } } },
            }),
          },
        },
      },
      /orders may run for 60 seconds, and GET \/orders of api gives up after 5\.\nFix: Set the function's timeout to 5/,
    ],
    "a function that runs longer than the integration waits": [
      { "http.timeoutMilliseconds": 5000 },
      /orders may run for 10 seconds, and http gives up after 5\.\nFix: Set the function's timeout to 5 or less/,
    ],
    "a function that runs longer than any of them waits": [
      { "orders.timeout": 60 },
      /http gives up after 10/,
      /rest gives up after 29/,
      /check gives up after 10/,
    ],
  },
  unknown: {
    "a timeout that is not known yet": [
      { "orders.timeout": UNKNOWN, rest: undefined, check: undefined },
      /http: timeout is not known/,
    ],
  },
});
