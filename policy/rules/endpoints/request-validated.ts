import { V1, V2 } from "../../../aws/resource-types";
import { apiBody } from "../../facts/open-api";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown } from "../../graph/unknown";
import { fieldsAt, some } from "../../graph/value";
import { type Report, stackRule } from "../../pack/rule";

export const requestValidated = stackRule({
  name: "request-validated",
  title: "Modelled requests are validated",
  description:
    "A REST method with a body model or required parameters has a request validator that looks at them, in an OpenAPI body too. A WebSocket route with models has an expression that selects one.",
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
  types: [V1.method, V1.restApi, V2.route],
  check(resource, { graph, report }) {
    if (resource.type === V2.route) {
      checkMessages(resource, report);
      return;
    }
    if (resource.type === V1.restApi) {
      const open = unvalidated(resource);
      if (open.length > 0) {
        report(
          `The body of ${resource.name} models what nothing validates: ${some(open)}.`,
          "Add x-amazon-apigateway-request-validators, and name one with x-amazon-apigateway-request-validator.",
        );
      }
      return;
    }
    const models = Object.keys(resource.record("requestModels")).length > 0 || resource.isUnknown("requestModels");
    const parameters = fieldsAt(resource.value("requestParameters")) ?? {};
    const required = Object.keys(parameters).filter((name) => parameters[name] === true && !name.includes(".path."));
    if (!models && required.length === 0) {
      return;
    }
    if (!resource.has("requestValidatorId")) {
      report(
        `The method ${resource.name} models ${models ? "its body" : some(required)} and validates nothing.`,
        "Set requestValidatorId.",
      );
      return;
    }
    const validator = ifKnown(() => graph.find(resource, { path: "requestValidatorId", type: V1.requestValidator }));
    const wanted = { validateRequestBody: models, validateRequestParameters: required.length > 0 };
    for (const [property, isWanted] of Object.entries(wanted)) {
      if (validator !== undefined && isWanted && !validator.isUnknown(property) && validator.flag(property) !== true) {
        report(
          `The method ${resource.name} models ${property === "validateRequestBody" ? "its body" : some(required)}, which its validator ${validator.name} does not look at.`,
          `Set ${property} of ${validator.name} to true.`,
        );
      }
    }
  },
});

/**
 * A message is validated against the model whose key is the value of the route's expression; without one, none is.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
 */
function checkMessages(route: PolicyResource, report: Report): void {
  const models = fieldsAt(route.value("requestModels")) ?? {};
  const keys = Object.keys(models);
  if (keys.length === 0 || route.isUnknown("modelSelectionExpression")) {
    return;
  }
  const expression = route.text("modelSelectionExpression");
  if (expression === undefined) {
    report(
      `The route ${route.name} models its messages (${some(keys)}) and validates none.`,
      'Set modelSelectionExpression to "\\$default", and the key of the model to "$default".',
    );
  } else if (/^\\?\$default$/.test(expression) && !keys.includes("$default")) {
    report(
      `The route ${route.name} selects the model $default, and has models for ${some(keys)} only.`,
      'Give a model the key "$default".',
    );
  }
}

/** Returns what the operations of a body ask for and no validator looks at, each as `POST /orders (body)`. */
function unvalidated(api: PolicyResource): string[] {
  const body = apiBody(api);
  const validators = fieldsAt(body?.document, "x-amazon-apigateway-request-validators") ?? {};
  return (body?.operations ?? []).flatMap(({ method, path, fields }) => {
    const name =
      fields["x-amazon-apigateway-request-validator"] ?? body?.document["x-amazon-apigateway-request-validator"];
    const validator = typeof name === "string" ? (fieldsAt(validators, name) ?? {}) : {};
    const parameters = (Array.isArray(fields.parameters) ? (fields.parameters as unknown[]) : []).map(
      (one) => fieldsAt(one) ?? {},
    );
    const hasModel = fields.requestBody !== undefined || parameters.some((one) => one.in === "body");
    const isAsked = parameters.some((one) => one.required === true && (one.in === "query" || one.in === "header"));
    return [
      ...(hasModel && validator.validateRequestBody !== true ? [`${method} ${path} (body)`] : []),
      ...(isAsked && validator.validateRequestParameters !== true ? [`${method} ${path} (parameters)`] : []),
    ];
  });
}
