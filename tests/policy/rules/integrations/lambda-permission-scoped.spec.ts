import { LAMBDA } from "../../../../aws/resource-types";
import { lambdaPermissionScoped } from "../../../../policy/rules/integrations/lambda-permission-scoped";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(lambdaPermissionScoped, {
  baseline: {
    orders: {
      type: LAMBDA.permission,
      props: {
        principal: "apigateway.amazonaws.com",
        sourceArn: "arn:aws:execute-api:eu-west-1:111122223333:abcde12345/*/*",
      },
    },
  },
  passes: { "another principal": { "orders.principal": "events.amazonaws.com", "orders.sourceArn": "" } },
  fails: {
    "no source": [
      { "orders.sourceArn": "" },
      /orders lets every API of every account invoke the function\.\nFix: Set sourceArn to the API's executionArn followed by \/\*\/\*/,
    ],
    "as advice a source account without a source": [
      { "orders.sourceArn": "", "orders.sourceAccount": "111122223333" },
      /orders lets every API of the account 111122223333 invoke the function\.\nFix: Set sourceArn/,
    ],
    "any API": [
      { "orders.sourceArn": "arn:aws:execute-api:eu-west-1:111122223333:*/*/*" },
      /lets any API invoke the function/,
    ],
  },
  unknown: {
    "a source that is not known yet": [{ "orders.sourceArn": UNKNOWN }, "not needed"],
    "a principal that is not known yet": [{ "orders.principal": UNKNOWN }, /principal is not known/],
  },
});
