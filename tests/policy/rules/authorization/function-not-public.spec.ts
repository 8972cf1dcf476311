import { LAMBDA } from "../../../../aws/resource-types";
import { functionNotPublic } from "../../../../policy/rules/authorization/function-not-public";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(functionNotPublic, {
  baseline: { orders: { type: LAMBDA.permission, props: { principal: "apigateway.amazonaws.com" } } },
  passes: {
    "everybody of an organization": { "orders.principal": "*", "orders.principalOrgId": "o-1a2b3c4d5e" },
    "everything from one source": { "orders.principal": "*", "orders.sourceArn": "arn:aws:s3:::uploads" },
    "a source that is not known yet": { "orders.principal": "*", "orders.sourceArn": UNKNOWN },
    "the permission of a function URL": { "orders.principal": "*", "orders.functionUrlAuthType": "NONE" },
  },
  fails: {
    everybody: [
      { "orders.principal": "*" },
      /orders lets every AWS account invoke the function\.\nFix: Set principal to "apigateway\.amazonaws\.com"/,
    ],
    "everybody, with what the provider fills in": [
      { "orders.principal": "*", "orders.sourceArn": "", "orders.sourceAccount": "" },
      /orders lets every AWS account/,
    ],
  },
  unknown: { "a principal that is not known yet": [{ "orders.principal": UNKNOWN }, /principal is not known/] },
});
