import { DOMAINS } from "../../facts/domains";
import { stackRule } from "../../pack/rule";
import { Undecided } from "../../graph/unknown";
import { some } from "../../graph/value";
import { certificateOf } from "../../facts/certificates";

function covers(name: string, domain: string): boolean {
  const [own, expected] = [name.toLowerCase(), domain.toLowerCase()];
  return (
    own === expected ||
    (own.startsWith("*.") && expected.slice(expected.indexOf(".") + 1) === own.slice(2) && !expected.startsWith("*."))
  );
}

export const certificateCoversDomain = stackRule({
  name: "certificate-covers-domain",
  title: "A domain's certificate covers its name",
  description: "The domain's name is among the names of its certificate.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "API Gateway refuses a domain that its certificate does not cover. A wildcard stands for one label: *.example.com covers api.example.com, not example.com and not v1.api.example.com.",
  fix: "Request the certificate for the domain's name, or add the name to subjectAlternativeNames.",
  url: "https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html",
  equivalents: [],
  examples: {
    fails: `const certificate = new acm.Certificate("site", { domainName: "*.example.com", validationMethod: "DNS" });
new apigatewayv2.DomainName("api", {
  domainName: "v1.api.example.com",
  domainNameConfiguration: {
    certificateArn: certificate.arn,
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  },
});`,
    passes: `const certificate = new acm.Certificate("site", { domainName: "*.api.example.com", validationMethod: "DNS" });
new apigatewayv2.DomainName("api", {
  domainName: "v1.api.example.com",
  domainNameConfiguration: {
    certificateArn: certificate.arn,
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  },
});`,
  },
  options: {},
  types: DOMAINS,
  check(domain, { graph, report }) {
    const certificate = certificateOf(graph, domain);
    if (!certificate || certificate.has("certificateBody")) {
      return;
    }
    const name = domain.text("domainName") ?? "";
    const first = certificate.text("domainName") ?? "";
    const { known, complete } = certificate.knownTexts("subjectAlternativeNames");
    const names = [...new Set([first, ...known])];
    // AWS repeats the first name among the alternative ones, which a preview does not know yet where the program gave none.
    const given =
      complete ||
      !certificate.isUnknown("subjectAlternativeNames") ||
      graph.dependencies(certificate, "subjectAlternativeNames").length === 0;
    if (!names.some((one) => covers(one, name))) {
      if (!given) {
        throw new Undecided("subjectAlternativeNames are not known before the deployment");
      }
      report(
        `The certificate ${certificate.name} is for ${some(names)} and does not cover ${name}.`,
        `Add "${name}" to the subjectAlternativeNames of ${certificate.name}, or request a certificate for it.`,
      );
    }
  },
});
