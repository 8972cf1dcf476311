import { DOMAINS, domainShape } from "../../facts/domains";
import { text } from "../../pack/option";
import { resourceRule } from "../../pack/rule";
import { V2 } from "../../../aws/resource-types";

/** `TLS_1_2`, `SecurityPolicy_TLS13_1_2_2021_06`, `SecurityPolicy_TLS12_PFS_2025_EDGE`: the oldest version that a policy accepts. */
function oldestVersion(policy: string): number | undefined {
  const legacy = /^TLS_1_(\d)$/.exec(policy)?.[1];
  if (legacy !== undefined) {
    return 10 + Number(legacy);
  }
  const enhanced = /^SecurityPolicy_TLS1(\d)(?:_1_(\d))?/.exec(policy);
  return enhanced ? 10 + Number(enhanced[2] ?? enhanced[1]) : undefined;
}

export const minimumTls = resourceRule({
  name: "minimum-tls",
  title: "A custom domain asks for TLS 1.2 or newer",
  description: "A custom domain's security policy accepts no TLS version older than the configured one.",
  severity: "high",
  category: "security",
  blocks: "production",
  why: "TLS 1.0 and 1.1 have known weaknesses, and a REST domain accepts TLS 1.0 unless its policy says otherwise. The policies named SecurityPolicy_TLS13_... are stronger than TLS_1_2, and pass.",
  fix: "Set securityPolicy to TLS_1_2, or for REST APIs to a stronger policy such as SecurityPolicy_TLS13_1_3_2025_09.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
  equivalents: ["CKV_AWS_206", "AVD-AWS-0005", "APIGateway.11"],
  examples: {
    fails: `new apigateway.DomainName("api", {
  domainName: "api.example.com",
  regionalCertificateArn: certificate.arn,
  endpointConfiguration: { types: "REGIONAL" },
  securityPolicy: "TLS_1_0",
});`,
    passes: `new apigateway.DomainName("api", {
  domainName: "api.example.com",
  regionalCertificateArn: certificate.arn,
  endpointConfiguration: { types: "REGIONAL" },
  securityPolicy: "TLS_1_2",
});`,
  },
  options: { minimum: text("1.2", "The oldest TLS version that a domain may accept.", ["1.2", "1.3"]) },
  types: DOMAINS,
  check(domain, { settings, report }) {
    const path = domainShape(domain).securityPolicy;
    const policy = domain.text(path);
    // Without a policy AWS gives a REST domain TLS_1_0 (edge) or TLS_1_2 (Regional), so only an explicit policy counts as sure.
    const oldest = policy === undefined ? undefined : oldestVersion(policy);
    const expected = 10 + Number(settings.minimum.slice(2));
    if (policy === undefined) {
      report("The domain sets no `securityPolicy`.", `Set ${path} to TLS_1_2 so that it does not accept TLS 1.0.`);
    } else if (oldest !== undefined && oldest < expected) {
      const better = expected === 12 ? "TLS_1_2" : "a policy that starts with SecurityPolicy_TLS13_1_3";
      report(
        `The domain's security policy ${policy} accepts TLS 1.${String(oldest - 10)}, older than ${settings.minimum}.`,
        `Set ${path} to ${better}.`,
      );
    }
  },
  remediate(properties, domain) {
    if (domain.type === V2.domainName) {
      const configuration = properties.domainNameConfiguration;
      if (typeof configuration === "object" && configuration !== null) {
        Object.assign(configuration, { securityPolicy: "TLS_1_2" });
      }
    } else if (!domain.has("securityPolicy") || domain.text("securityPolicy") === "TLS_1_0") {
      properties.securityPolicy = "TLS_1_2";
    }
  },
});
