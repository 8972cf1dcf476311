import { V1, V2 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { isWebSocket } from "../../facts/stages";
import { ifKnown } from "../../graph/unknown";

/** The authorizer types that go with each authorization. */
const KINDS: Record<string, string[]> = {
  JWT: ["JWT"],
  CUSTOM: ["REQUEST", "TOKEN"],
  COGNITO_USER_POOLS: ["COGNITO_USER_POOLS"],
};

function fitting(type: string, isRoute: boolean): string {
  return type === "REQUEST" || type === "TOKEN" || type === "" ? "CUSTOM" : isRoute ? "JWT" : "COGNITO_USER_POOLS";
}

export const authorizerAttached = stackRule({
  name: "authorizer-attached",
  title: "A route that asks for an authorizer has one of that kind",
  description:
    "JWT, CUSTOM and Cognito routes and methods name an authorizer of their kind, and no open route names one.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "API Gateway refuses a route whose kind of authorization and authorizer differ, and ignores an authorizer on a route whose authorization is NONE: the route is open while it looks protected. A WebSocket API takes an authorizer on $connect only.",
  fix: "Set the authorization type to the authorizer's kind, and authorizerId to an authorizer of the same API.",
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Route("list", { apiId: api.id, routeKey: "GET /orders", target, authorizerId: customers.id });`,
    passes: `new apigatewayv2.Route("list", {
  apiId: api.id,
  routeKey: "GET /orders",
  target,
  authorizationType: "JWT",
  authorizerId: customers.id,
});`,
  },
  options: {},
  types: [V1.method, V2.route],
  check(resource, { graph, report }) {
    const isRoute = resource.type === V2.route;
    const property = isRoute ? "authorizationType" : "authorization";
    const authorization = resource.text(property) ?? "NONE";
    const kinds = KINDS[authorization];
    const has = resource.has("authorizerId");
    const what = isRoute ? (resource.maybeText("routeKey") ?? resource.name) : resource.name;
    const isMessage = isRoute && !what.includes(" ") && what !== "$connect" && isWebSocket(graph, resource) === true;
    if (isMessage && (has || authorization !== "NONE")) {
      report(
        `${what} of a WebSocket API has ${has ? "an authorizer" : `the authorization ${authorization}`}, which only $connect may have.`,
        has
          ? "Move the authorizer to the $connect route."
          : "Set authorizationType to NONE, and authorize the $connect route.",
      );
      return;
    }
    if (kinds && !has) {
      report(
        `${what} asks for ${authorization} and names no authorizer.`,
        `Set authorizerId to an authorizer for ${authorization} of the same API.`,
      );
      return;
    }
    const authorizer = has
      ? ifKnown(() => graph.find(resource, { path: "authorizerId", type: isRoute ? V2.authorizer : V1.authorizer }))
      : undefined;
    if (has && authorization === "NONE") {
      const type = authorizer ? (authorizer.maybeText(isRoute ? "authorizerType" : "type") ?? "") : "";
      report(
        `${what} names an authorizer and its ${property} is NONE, so it is open to anybody.`,
        `Set ${property} to ${fitting(type, isRoute)}.`,
      );
      return;
    }
    const type =
      authorizer?.text(isRoute ? "authorizerType" : "type") ?? (isRoute || !authorizer ? undefined : "TOKEN");
    if (kinds && type !== undefined && !kinds.includes(type)) {
      report(
        `${what} asks for ${authorization}, and its authorizer ${authorizer?.name ?? ""} is of the type ${type}.`,
        `Set ${property} to ${fitting(type, isRoute)}.`,
      );
    }
  },
});
