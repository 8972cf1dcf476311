import { V1 } from "../aws";
import { apiBody, securityOf, securitySchemes } from "../open-api";
import { texts } from "../option";
import { resourceOf } from "../rest-resources";
import { stackRule } from "../rule";
import { fieldsAt, isFields } from "../value";
import { isAllowed } from "../allowed-routes";

export const methodAuthorized = stackRule({
  name: "method-authorized",
  title: "Every REST method is authorized",
  description: "No REST method but OPTIONS is open, unless it is allowed by name.",
  severity: "high",
  category: "security",
  blocks: "production",
  why: "A method with authorization NONE answers anybody on the internet. An API key is no authorization: it is sent by many clients and cannot be checked against a user.",
  fix: "Set authorization to AWS_IAM, CUSTOM or COGNITO_USER_POOLS, or allow the method by name in this rule's settings.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  equivalents: ["CKV_AWS_59", "AVD-AWS-0004", "AwsSolutions-APIG4"],
  examples: {
    fails: `new apigateway.Method("list", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "GET",
  authorization: "NONE",
});`,
    passes: `new apigateway.Method("list", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "GET",
  authorization: "AWS_IAM",
});`,
  },
  options: {
    allowed: texts(["GET /health"], "Methods that may be open, such as `GET /health`; `*` stands for any characters."),
  },
  types: [V1.method, V1.restApi],
  check(subject, { graph, settings, report }) {
    if (subject.type === V1.method) {
      const method = subject.text("httpMethod") ?? "";
      if (method === "OPTIONS" || (subject.text("authorization") ?? "NONE") !== "NONE") {
        return;
      }
      const resource = resourceOf(graph, subject);
      const key = `${method} ${resource ? (resource.maybeText("path") ?? `/${resource.text("pathPart") ?? ""}`) : "/"}`;
      if (!isAllowed(key, settings.allowed)) {
        report(
          `${key} is open to anybody${subject.flag("apiKeyRequired") ? " with an API key, which many share" : ""}.`,
          `Set authorization to AWS_IAM, CUSTOM or COGNITO_USER_POOLS, or add "${key}" to this rule's allowed methods.`,
        );
      }
      return;
    }
    const body = apiBody(subject);
    for (const operation of body?.operations ?? []) {
      const key = `${operation.method} ${operation.path}`;
      const schemes = body ? securitySchemes(body) : {};
      const authorizers = body ? securityOf(body, operation) : [];
      const explicit = fieldsAt(operation.fields, "x-amazon-apigateway-auth")?.type;
      const authorized =
        (typeof explicit === "string" && explicit.toUpperCase() !== "NONE") ||
        authorizers.some(
          (name) =>
            fieldsAt(schemes, name, "x-amazon-apigateway-authorizer") ??
            (isFields(fieldsAt(schemes, name)) &&
              fieldsAt(schemes, name)?.["x-amazon-apigateway-authtype"] !== undefined),
        );
      if (operation.method !== "OPTIONS" && !authorized && !isAllowed(key, settings.allowed)) {
        report(
          `${key} of the OpenAPI body is open to anybody.`,
          `Give it a security scheme with an authorizer, or add "${key}" to this rule's allowed methods.`,
        );
      }
    }
  },
});
