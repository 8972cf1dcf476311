import { V1, V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const openapiFailsOnWarnings = resourceRule({
  name: "openapi-fails-on-warnings",
  title: "An OpenAPI body is imported whole or not at all",
  description: "An API with a body fails on the import's warnings.",
  severity: "medium",
  category: "reliability",
  blocks: "never",
  why: "An import that meets an issuer it cannot reach, an unknown model or an integration it cannot read leaves the part out and reports a warning that nobody sees.",
  fix: "Set failOnWarnings to true.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-errors-warnings.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Api("shop", { protocolType: "HTTP", body });`,
    passes: `new apigatewayv2.Api("shop", { protocolType: "HTTP", body, failOnWarnings: true });`,
  },
  options: {},
  types: [V1.restApi, V2.api],
  check(api, { report }) {
    if (api.has("body") && !api.flag("failOnWarnings")) {
      report(
        `${api.name} is made from an OpenAPI body and leaves out what the import warns about.`,
        "Set failOnWarnings to true.",
      );
    }
  },
  remediate(properties, api) {
    if (api.has("body")) {
      properties.failOnWarnings = true;
    }
  },
});
