import { V2 } from "../../../aws/resource-types";
import { gatewayCors } from "../../facts/http-api";
import { stackRule } from "../../pack/rule";

/** Headers that a browser sends without asking first. https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
const SAFELISTED = ["accept", "accept-language", "content-language", "content-type"];
/**
 * Headers that pages cannot set: the browser sends them by itself, without asking.
 * https://fetch.spec.whatwg.org/#forbidden-request-header
 */
const SET_BY_BROWSERS =
  /^(accept-charset|accept-encoding|access-control-request-headers|access-control-request-method|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|(proxy|sec)-.*)$/;

export const corsAllowsAuthorization = stackRule({
  name: "cors-allows-authorization",
  title: "CORS allows the header that the authorizer reads",
  description: "Every header that an authorizer of an HTTP API takes a token from is in the API's allowHeaders.",
  severity: "high",
  category: "correctness",
  blocks: "never",
  why: 'A browser sends the token only if the preflight response lists its header. "*" does not cover Authorization: the Fetch standard wants it by name.',
  fix: "Add the header to allowHeaders by name, in lower case.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
  equivalents: [],
  examples: {
    fails: `const api = new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowHeaders: ["content-type"] },
});
new apigatewayv2.Authorizer("customers", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer, audiences },
});`,
    passes: `const api = new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: {
    allowOrigins: ["https://shop.example.com"],
    allowHeaders: ["content-type", "authorization"],
  },
});
new apigatewayv2.Authorizer("customers", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer, audiences },
});`,
  },
  options: {},
  types: [V2.authorizer],
  check(authorizer, { graph, report }) {
    const api = graph.find(authorizer, { path: "apiId", type: V2.api });
    const cors = api && gatewayCors(api);
    if (!cors) {
      return;
    }
    const allowed = cors.headers.map((header) => header.toLowerCase());
    for (const source of authorizer.texts("identitySources")) {
      const header = /^\$request\.header\.(.+)$/i.exec(source)?.[1]?.toLowerCase();
      const covered =
        header === undefined || SAFELISTED.includes(header) || SET_BY_BROWSERS.test(header) || allowed.includes(header);
      const byWildcard = allowed.includes("*") && header !== "authorization" && !cors.credentials;
      if (!covered && !byWildcard) {
        const wildcard = allowed.includes("*") ? ' ("*" does not cover it)' : "";
        report(
          `The authorizer ${authorizer.name} reads the header ${header}, and the CORS configuration of ${api.name} does not allow it${wildcard}.`,
          `Add "${header}" to allowHeaders.`,
        );
      }
    }
  },
});
