import type { PropertyValue } from "../../graph/value";
import { Identifiers } from "../identifier";
import type { Service } from "../shape";
import type { ResourceView } from "../view";

/**
 * Certificates.
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export const acm: Service = {
  resources: {
    "aws:acm/certificate:Certificate": {
      id: certificateArn,
      computed: {
        arn: certificateArn,
        domainName: () => "",
        domainValidationOptions: (r) => (r.text("validationMethod") === "DNS" ? domainNames(r).map(validation(r)) : []),
        keyAlgorithm: () => "RSA_2048",
        notAfter: () => "",
        notBefore: () => "",
        options: () => ({ certificateTransparencyLoggingPreference: "ENABLED", export: "DISABLED" }),
        pendingRenewal: () => false,
        renewalEligibility: () => "INELIGIBLE",
        renewalSummaries: () => [],
        status: (r) => (isImported(r) || r.has("certificateAuthorityArn") ? "ISSUED" : "PENDING_VALIDATION"),
        subjectAlternativeNames: domainNames,
        type: (r) => (isImported(r) ? "IMPORTED" : r.has("certificateAuthorityArn") ? "PRIVATE" : "AMAZON_ISSUED"),
        validationEmails: (r) =>
          r.text("validationMethod") === "EMAIL"
            ? ["admin", "administrator", "hostmaster", "postmaster", "webmaster"].map(
                (mailbox) => `${mailbox}@${r.text("domainName")}`,
              )
            : [],
        validationMethod: () => "NONE",
      },
      secrets: ["privateKey", "privateKeyWo"],
      tagged: true,
    },
    "aws:acm/certificateValidation:CertificateValidation": {
      id: () => "2024-01-01 00:00:00 +0000 UTC",
    },
  },
};

function certificateArn(r: ResourceView): string {
  return r.arn("acm", `certificate/${r.identifiers.uuid()}`);
}

function isImported(r: ResourceView): boolean {
  return r.has("privateKey") || r.has("privateKeyWo");
}

/** The domain and its alternative names, each once. */
function domainNames(r: ResourceView): string[] {
  const names = r.list("subjectAlternativeNames").filter((name) => typeof name === "string");
  return [...new Set([r.text("domainName"), ...names])].filter((name) => name !== "");
}

/**
 * The record that proves a domain. It follows from the account and the domain, so every certificate of the same domain in
 * an account has the same one, and a wildcard has that of the name below it.
 */
function validation(r: ResourceView): (domainName: string) => PropertyValue {
  return (domainName) => {
    const base = domainName.replace(/^\*\./, "");
    const identifiers = new Identifiers(`acm:${r.account}:${base}`);
    return {
      domainName,
      resourceRecordName: `_${identifiers.hex(32)}.${base}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: `_${identifiers.hex(32, "value")}.${identifiers.lower(10)}.acm-validations.aws.`,
    };
  };
}
