import { V2 } from "../aws";
import { apiBody, securityOf } from "../open-api";
import { texts } from "../option";
import { stackRule } from "../rule";
import { isWebSocket } from "../stages";
import { isAllowed } from "../allowed-routes";

export const routeAuthorized = stackRule({
  name: "route-authorized",
  title: "Every route of an HTTP or WebSocket API is authorized",
  description:
    "No route but OPTIONS is open, unless it is allowed by name; on a WebSocket API that is the $connect route.",
  severity: "high",
  category: "security",
  blocks: "production",
  why: "A route with authorization NONE answers anybody on the internet. On a WebSocket API the connection is authorized once, on $connect.",
  fix: "Set authorizationType to JWT, AWS_IAM or CUSTOM, or allow the route by name in this rule's settings.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
  equivalents: ["CKV_AWS_309", "AwsSolutions-APIG4", "APIGateway.8"],
  examples: {
    fails: `new apigatewayv2.Route("list", { apiId: api.id, routeKey: "GET /orders", target });`,
    passes: `new apigatewayv2.Route("list", {
  apiId: api.id,
  routeKey: "GET /orders",
  target,
  authorizationType: "JWT",
  authorizerId: customers.id,
});`,
  },
  options: {
    allowed: texts(["GET /health"], "Routes that may be open, such as `GET /health`; `*` stands for any characters."),
  },
  types: [V2.api, V2.route],
  check(subject, { graph, settings, report }) {
    if (subject.type === V2.route) {
      const key = subject.text("routeKey") ?? "";
      if (
        (subject.text("authorizationType") ?? "NONE") !== "NONE" ||
        key.startsWith("OPTIONS ") ||
        isAllowed(key, settings.allowed)
      ) {
        return;
      }
      // A WebSocket API has its routes by action, an HTTP API by method and path; both may have $default.
      const websocket = key.includes(" ") ? false : key === "$connect" || isWebSocket(graph, subject);
      if (!websocket || key === "$connect") {
        report(
          `${key} is open to anybody.`,
          `Set authorizationType to ${websocket ? "CUSTOM or AWS_IAM" : "JWT, AWS_IAM or CUSTOM"}, or add "${key}" to this rule's allowed routes.`,
        );
      }
      return;
    }
    // Quick create makes one route, which has no authorization.
    const quick = subject.has("target") ? (subject.text("routeKey") ?? "$default") : undefined;
    if (quick !== undefined && !quick.startsWith("OPTIONS ") && !isAllowed(quick, settings.allowed)) {
      report(
        `${quick}, the route that ${subject.name} has by its target, is open to anybody.`,
        `Declare a Route with an authorizationType in its place, or add "${quick}" to this rule's allowed routes.`,
      );
    }
    const body = apiBody(subject);
    for (const operation of body?.operations ?? []) {
      const key = operation.path === "/$default" ? "$default" : `${operation.method} ${operation.path}`;
      if (
        operation.method !== "OPTIONS" &&
        body &&
        securityOf(body, operation).length === 0 &&
        !isAllowed(key, settings.allowed)
      ) {
        report(
          `${key} of the OpenAPI body is open to anybody.`,
          `Give it a security scheme with an authorizer, or add "${key}" to this rule's allowed routes.`,
        );
      }
    }
  },
});
