import { V1 } from "../../../../aws/resource-types";
import { requestValidated } from "../../../../policy/rules/endpoints/request-validated";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(requestValidated, {
  baseline: {
    order: { type: V1.method, props: { requestModels: { "application/json": "Order" }, requestValidatorId: "abc" } },
  },
  passes: {
    "a method that models nothing": { "order.requestModels": undefined, "order.requestValidatorId": "" },
    "a path parameter, which is always there": {
      "order.requestModels": undefined,
      "order.requestValidatorId": "",
      "order.requestParameters": { "method.request.path.id": true },
    },
  },
  fails: {
    "a body model without a validator": [
      { "order.requestValidatorId": "" },
      /order models its body and validates nothing\.\nFix: Set requestValidatorId/,
    ],
    "a required parameter without a validator": [
      {
        "order.requestModels": undefined,
        "order.requestValidatorId": "",
        "order.requestParameters": { "method.request.querystring.q": true },
      },
      /models method\.request\.querystring\.q/,
    ],
  },
  unknown: {
    "a validator that is not known yet": [{ "order.requestValidatorId": UNKNOWN }, "not needed"],
    "parameters that are not known yet": [
      { "order.requestValidatorId": "", "order.requestModels": undefined, "order.requestParameters": UNKNOWN },
      /requestParameters is not known/,
    ],
  },
});
