import { V1, V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const preflightIsOpen = resourceRule({
  name: "preflight-is-open",
  title: "A preflight needs no credentials",
  description: "OPTIONS routes and methods have no authorizer and ask for no API key.",
  severity: "high",
  category: "correctness",
  blocks: "production",
  why: "A browser sends a preflight without the Authorization header, cookies and API key. An OPTIONS route that asks for them answers 401 or 403, and the browser never sends the request itself.",
  fix: 'Set the authorization of the OPTIONS route to "NONE", and apiKeyRequired to false.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.Method("preflight", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "OPTIONS",
  authorization: "AWS_IAM",
});`,
    passes: `new apigateway.Method("preflight", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "OPTIONS",
  authorization: "NONE",
});`,
  },
  options: {},
  types: [V1.method, V2.route],
  check(resource, { report }) {
    const isMethod = resource.type === V1.method;
    const preflight = isMethod
      ? resource.text("httpMethod") === "OPTIONS"
      : (resource.text("routeKey") ?? "").startsWith("OPTIONS ");
    if (!preflight) {
      return;
    }
    const property = isMethod ? "authorization" : "authorizationType";
    const authorization = resource.text(property) ?? "NONE";
    if (authorization !== "NONE") {
      report(
        `The OPTIONS ${isMethod ? "method" : "route"} asks for ${authorization}, and browsers send preflights without credentials.`,
        `Set ${property} to "NONE".`,
      );
    }
    if (isMethod && resource.flag("apiKeyRequired")) {
      report(
        "The OPTIONS method asks for an API key, and browsers send preflights without one.",
        "Set apiKeyRequired to false.",
      );
    }
  },
});
