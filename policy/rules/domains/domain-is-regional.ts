import { V1, V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const domainIsRegional = resourceRule({
  name: "domain-is-regional",
  title: "A domain's endpoint type and certificate belong together",
  description:
    "HTTP and WebSocket domains are REGIONAL; a REST domain gives a Regional certificate in regionalCertificateArn and an edge certificate in certificateArn.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: "API Gateway refuses a v2 domain of another type, and a REST domain whose certificate is in the other property.",
  fix: "Set endpointType to REGIONAL (v2), or move the certificate to the property for the endpoint type (REST).",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.DomainName("api", {
  domainName: "api.example.com",
  endpointConfiguration: { types: "REGIONAL" },
  certificateArn: certificate.arn,
});`,
    passes: `new apigateway.DomainName("api", {
  domainName: "api.example.com",
  endpointConfiguration: { types: "REGIONAL" },
  regionalCertificateArn: certificate.arn,
});`,
  },
  options: {},
  types: [V1.domainName, V2.domainName],
  check(domain, { report }) {
    if (domain.type === V2.domainName) {
      const type = domain.text("domainNameConfiguration.endpointType") ?? "REGIONAL";
      if (type !== "REGIONAL") {
        report(
          `The domain of an HTTP or WebSocket API is ${type}, and only REGIONAL is supported.`,
          'Set domainNameConfiguration.endpointType to "REGIONAL".',
        );
      }
      return;
    }
    const types = domain.texts("endpointConfiguration.types");
    if (types.includes("REGIONAL") && domain.has("certificateArn")) {
      report(
        "The domain is REGIONAL and has its certificate in certificateArn, which is for edge-optimized domains.",
        "Use regionalCertificateArn.",
      );
    }
    if (types.includes("EDGE") && domain.has("regionalCertificateArn")) {
      report(
        "The domain is EDGE and has its certificate in regionalCertificateArn.",
        "Use certificateArn, with a certificate of us-east-1.",
      );
    }
  },
});
