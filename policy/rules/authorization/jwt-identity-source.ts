import { V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const jwtIdentitySource = resourceRule({
  name: "jwt-identity-source",
  title: "A JWT authorizer has one identity source",
  description: "A JWT authorizer names exactly one place that the token comes from.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: "API Gateway wants an identity source, for a JWT authorizer a single entry, and only headers and query parameters are supported.",
  fix: 'Set identitySources to one entry, such as ["$request.header.Authorization"].',
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Authorizer("customers", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization", "$request.querystring.token"],
  jwtConfiguration: { issuer, audiences },
});`,
    passes: `new apigatewayv2.Authorizer("customers", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer, audiences },
});`,
  },
  options: {},
  types: [V2.authorizer],
  check(authorizer, { report }) {
    if (authorizer.text("authorizerType") !== "JWT") {
      return;
    }
    const sources = authorizer.list("identitySources").length;
    if (sources !== 1) {
      report(
        `The JWT authorizer ${authorizer.name} has ${sources === 0 ? "no identity source" : `${String(sources)} identity sources`}, and takes exactly one.`,
        'Set identitySources to ["$request.header.Authorization"].',
      );
      return;
    }
    const [source = ""] = authorizer.texts("identitySources");
    if (!/^\$request\.(header|querystring)\.\S+$/i.test(source)) {
      report(
        `The identity source "${source}" is neither a header nor a query parameter.`,
        "Write it as $request.header.Authorization.",
      );
    }
  },
});
