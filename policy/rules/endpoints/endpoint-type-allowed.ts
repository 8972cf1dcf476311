import { V1 } from "../../../aws/resource-types";
import { texts } from "../../pack/option";
import { resourceRule } from "../../pack/rule";

export const endpointTypeAllowed = resourceRule({
  name: "endpoint-type-allowed",
  title: "Endpoint types are those that the team uses",
  description: "REST APIs and domains have one of the configured endpoint types.",
  severity: "low",
  category: "reliability",
  blocks: "never",
  why: "An edge-optimized endpoint sends every request through CloudFront, needs its certificate in us-east-1 and ends in TLS 1.0 by default; it is what AWS gives where nothing is said.",
  fix: "Set endpointConfiguration.types to REGIONAL, or to PRIVATE for callers in a VPC.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html",
  equivalents: ["api-gw-endpoint-type-check (AWS Config)"],
  examples: {
    fails: `new apigateway.RestApi("shop", { endpointConfiguration: { types: "EDGE" } });`,
    passes: `new apigateway.RestApi("shop", { endpointConfiguration: { types: "REGIONAL" } });`,
  },
  options: { allowed: texts(["REGIONAL", "PRIVATE"], "The endpoint types that may be used: REGIONAL, EDGE, PRIVATE.") },
  types: [V1.domainName, V1.restApi],
  check(resource, { settings, report }) {
    const regional = resource.type === V1.domainName && resource.has("regionalCertificateArn");
    const types = resource.texts("endpointConfiguration.types");
    for (const type of types.length > 0 ? types : regional ? ["REGIONAL"] : ["EDGE"]) {
      if (!settings.allowed.includes(type)) {
        report(
          `${resource.name} is ${type}${types.length > 0 ? "" : " by default"}, and only ${settings.allowed.join(", ")} may be used.`,
          `Set endpointConfiguration.types to ${settings.allowed[0] ?? "an allowed type"}.`,
        );
      }
    }
  },
});
