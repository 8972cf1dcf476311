import { CERTIFICATE_VALIDATION } from "../../../aws/resource-types";
import { DOMAINS } from "../../facts/domains";
import { stackRule } from "../../pack/rule";
import { certificateOf } from "../../facts/certificates";

export const certificateValidated = stackRule({
  name: "certificate-validated",
  title: "A domain waits for its certificate's validation",
  description: "A domain with a certificate of the stack depends on the certificate's validation.",
  severity: "high",
  category: "reliability",
  blocks: "never",
  why: "A requested certificate is pending until its DNS records are found. A domain that uses the certificate's ARN directly is made before that and fails; it works on the second try, and on no first one.",
  fix: "Use the certificateArn of the acm.CertificateValidation instead of the certificate's arn.",
  url: "https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html",
  equivalents: [],
  examples: {
    fails: `const certificate = new acm.Certificate("api", { domainName: "api.example.com", validationMethod: "DNS" });
new apigatewayv2.DomainName("api", {
  domainName: "api.example.com",
  domainNameConfiguration: {
    certificateArn: certificate.arn,
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  },
});`,
    passes: `const certificate = new acm.Certificate("api", { domainName: "api.example.com", validationMethod: "DNS" });
const validation = new acm.CertificateValidation("api", { certificateArn: certificate.arn });
new apigatewayv2.DomainName("api", {
  domainName: "api.example.com",
  domainNameConfiguration: {
    certificateArn: validation.certificateArn,
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  },
});`,
  },
  options: {},
  types: DOMAINS,
  check(domain, { graph, report }) {
    const certificate = certificateOf(graph, domain);
    if (!certificate || certificate.has("certificateBody") || certificate.has("certificateAuthorityArn")) {
      return;
    }
    const waits = graph.allDependencies(domain).some(({ type }) => type === CERTIFICATE_VALIDATION);
    if (!waits) {
      report(
        `The domain ${domain.name} does not wait until the certificate ${certificate.name} is validated, so its first deployment fails.`,
        "Use the certificateArn of an acm.CertificateValidation.",
      );
    }
  },
});
