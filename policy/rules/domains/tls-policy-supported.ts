import { V1, V2 } from "../../../aws/resource-types";
import { isEnhancedSecurityPolicy } from "../../../aws/security-policies";
import { DOMAINS, domainShape } from "../../facts/domains";
import { mappingsOf } from "../../facts/mappings";
import { ifKnown } from "../../graph/unknown";
import { some } from "../../graph/value";
import { stackRule } from "../../pack/rule";

export const tlsPolicySupported = stackRule({
  name: "tls-policy-supported",
  title: "A domain's TLS policy is supported for what it serves",
  description: "A domain with mutual TLS, or with an HTTP or WebSocket API, has the security policy TLS_1_2.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: "API Gateway refuses mutual TLS on a domain with another policy than TLS_1_2, and an HTTP API on a domain with an enhanced policy (SecurityPolicy_...). Domains of apigatewayv2 have TLS_1_2 alone.",
  fix: "Set the domain's securityPolicy to TLS_1_2, or serve the HTTP API by a domain of its own.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.DomainName("api", {
  domainName: "api.example.com",
  regionalCertificateArn: certificate.arn,
  endpointConfiguration: { types: "REGIONAL" },
  endpointAccessMode: "STRICT",
  securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
  mutualTlsAuthentication: { truststoreUri: "s3://trust/clients.pem" },
});`,
    passes: `new apigateway.DomainName("api", {
  domainName: "api.example.com",
  regionalCertificateArn: certificate.arn,
  endpointConfiguration: { types: "REGIONAL" },
  securityPolicy: "TLS_1_2",
  mutualTlsAuthentication: { truststoreUri: "s3://trust/clients.pem" },
});`,
  },
  options: {},
  types: DOMAINS,
  check(domain, { graph, report }) {
    const shape = domainShape(domain);
    const policy = domain.text(shape.securityPolicy);
    if (policy === undefined || policy === "TLS_1_2") {
      return;
    }
    const set = `Set ${shape.securityPolicy} to "TLS_1_2".`;
    if (domain.type === V2.domainName) {
      report(
        `The domain ${domain.name} of apigatewayv2 has the security policy ${policy}, and takes TLS_1_2 alone.`,
        set,
      );
      return;
    }
    if (domain.has(shape.mutualTls)) {
      report(
        `The domain ${domain.name} has mutual TLS and the security policy ${policy}, which API Gateway refuses.`,
        set,
      );
    }
    const apis = mappingsOf(graph, domain).resources.filter(
      (mapping) =>
        mapping.type === V2.apiMapping &&
        ifKnown(() => graph.find(mapping, { path: "apiId", type: [V2.api, V1.restApi] }))?.type === V2.api,
    );
    if (isEnhancedSecurityPolicy(policy) && apis.length > 0) {
      report(
        `The domain ${domain.name} has the security policy ${policy}, and ${some(apis.map(({ name }) => name))} maps an HTTP API to it, which API Gateway refuses.`,
        `${set.slice(0, -1)}, or give the HTTP API a domain of its own.`,
      );
    }
  },
});
