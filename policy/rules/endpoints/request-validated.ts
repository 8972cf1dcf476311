import { V1 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";
import { fieldsAt, some } from "../../graph/value";

export const requestValidated = resourceRule({
  name: "request-validated",
  title: "Modelled requests are validated",
  description: "A REST method with a body model or required parameters has a request validator.",
  severity: "medium",
  category: "security",
  blocks: "never",
  why: "Models and required parameters do nothing without a validator: the bad request reaches the integration.",
  fix: "Set requestValidatorId to an apigateway.RequestValidator that validates the body or the parameters.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
  equivalents: ["CKV2_AWS_53", "AwsSolutions-APIG2"],
  examples: {
    fails: `new apigateway.Method("order", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "POST",
  authorization: "AWS_IAM",
  requestModels: { "application/json": order.name },
});`,
    passes: `new apigateway.Method("order", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "POST",
  authorization: "AWS_IAM",
  requestModels: { "application/json": order.name },
  requestValidatorId: validator.id,
});`,
  },
  options: {},
  types: [V1.method],
  check(method, { report }) {
    if (method.has("requestValidatorId")) {
      return;
    }
    const models = Object.keys(method.record("requestModels")).length > 0 || method.isUnknown("requestModels");
    const parameters = fieldsAt(method.value("requestParameters")) ?? {};
    const required = Object.keys(parameters).filter((name) => parameters[name] === true && !name.includes(".path."));
    if (models || required.length > 0) {
      report(
        `The method ${method.name} models ${models ? "its body" : some(required)} and validates nothing.`,
        "Set requestValidatorId.",
      );
    }
  },
});
