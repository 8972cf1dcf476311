import { CLOUDFRONT_CERTIFICATE_REGION } from "../../aws/cloudfront";
import { Findings } from "../finding";
import type { DnsProblem } from "../probes/dns";
import type { CertificateFacts, DomainFacts, Target } from "../target";
import { dayOf, daysUntil, EXPIRY_WARNING_DAYS } from "./time";

/** A validation record as DNS has it. */
export interface ValidationRecord {
  name: string;
  type: string;
  value: string;
  /** The CNAME's target as it is, or why none exists. */
  seen?: string;
  problem?: DnsProblem;
}

/** Returns what the control plane or the program says of the domain's certificate, against the domain and the API. */
export function certificateFindings(
  { api, domain }: Target,
  records: readonly ValidationRecord[],
  now: number,
): Findings {
  const certificate = domain?.certificate;
  const findings = new Findings(certificate?.arn ?? domain?.name ?? "");
  if (domain === undefined || certificate === undefined) {
    return findings;
  }
  region(findings, certificate, domain, api?.region);
  issued(findings, certificate, records);
  names(findings, certificate, domain.name);
  expiry(findings, certificate, now);
  return findings;
}

function region(
  findings: Findings,
  certificate: CertificateFacts,
  domain: DomainFacts,
  apiRegion: string | undefined,
): void {
  const isEdge = domain.isEdge === true;
  const wanted = isEdge ? CLOUDFRONT_CERTIFICATE_REGION : (domain.region ?? apiRegion);
  const seen = certificate.region ?? certificate.arn?.split(":")[3];
  if (seen === undefined || seen === "" || wanted === undefined) {
    return;
  }
  if (seen === wanted) {
    findings.ok("certificate-region", seen);
  } else {
    findings.error("certificate-region", {
      seen: isEdge ? `the certificate is in ${seen}` : `the certificate is in ${seen}, the API in ${wanted}`,
      why: isEdge
        ? "CloudFront serves an edge-optimized domain, and takes certificates of us-east-1 alone."
        : "A regional domain takes a certificate of its own region alone; us-east-1 is for edge-optimized domains.",
      fix: `Request the certificate in ${wanted}, and give the domain name that one's ARN.`,
    });
  }
}

function issued(findings: Findings, certificate: CertificateFacts, records: readonly ValidationRecord[]): void {
  const { status } = certificate;
  if (status === undefined) {
    return;
  }
  if (status === "ISSUED") {
    findings.ok("certificate-issued", status);
    return;
  }
  if (status !== "PENDING_VALIDATION") {
    findings.error("certificate-issued", {
      seen: `its status is ${status}${certificate.failure === undefined ? "" : ` (${certificate.failure})`}`,
      why: "API Gateway takes a certificate that is ISSUED alone.",
      fix: "Request a new certificate in the API's region, with DNS validation, and create its validation records.",
    });
    return;
  }
  const wrong = records.filter(({ value, seen }) => seen === undefined || !sameName(seen, value));
  findings.error("certificate-issued", {
    seen: `its status is PENDING_VALIDATION; ${wrong.map(recordState).join("; ") || "the validation records are there"}`,
    why:
      wrong.length > 0
        ? "ACM issues the certificate once it finds the validation records in DNS."
        : "ACM looks for the records every few minutes and has not seen them yet; it gives up after 72 hours.",
    fix:
      wrong.length > 0
        ? `Create ${wrong.map(({ name, type, value }) => `${type} ${name} -> ${value}`).join(" and ")}.`
        : "Wait, and run the doctor again. A CAA record that does not allow amazon.com stops it too.",
  });
}

function recordState({ name, seen, problem }: ValidationRecord): string {
  return seen === undefined ? `${name} is missing (${problem ?? "NODATA"})` : `${name} points to ${seen}`;
}

function sameName(a: string, b: string): boolean {
  return a.replace(/\.$/, "").toLowerCase() === b.replace(/\.$/, "").toLowerCase();
}

function names(findings: Findings, { names: covered }: CertificateFacts, domain: string): void {
  if (covered.length === 0) {
    return;
  }
  const seen = `the certificate is for ${covered.join(", ")}`;
  if (covered.some((name) => nameCovers(name, domain))) {
    findings.ok("certificate-names", seen);
  } else {
    findings.error("certificate-names", {
      seen,
      why: `It does not cover ${domain} (a wildcard stands for one label).`,
      fix: `Request a certificate whose names include ${domain}.`,
    });
  }
}

/**
 * Returns whether a certificate's name covers a host: itself, or a wildcard in place of its first label.
 * https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
 */
export function nameCovers(name: string, host: string): boolean {
  const [wanted, given] = [host.toLowerCase(), name.toLowerCase()];
  return given === wanted || (given.startsWith("*.") && given.slice(1) === wanted.slice(wanted.indexOf(".")));
}

function expiry(findings: Findings, { notAfter }: CertificateFacts, now: number): void {
  if (notAfter === undefined) {
    return;
  }
  const days = daysUntil(notAfter, now);
  if (days >= EXPIRY_WARNING_DAYS) {
    findings.ok("certificate-expiry", `until ${dayOf(notAfter)}`);
    return;
  }
  const seen = days < 0 ? `it expired on ${dayOf(notAfter)}` : `it expires on ${dayOf(notAfter)}, in ${days} days`;
  const why = "ACM renews well before this as long as the validation records are in DNS and the certificate is in use.";
  const fix = "Put the validation records back, or import a new certificate where it was imported.";
  if (days < 0) {
    findings.error("certificate-expiry", { seen, why, fix });
  } else {
    findings.warning("certificate-expiry", { seen, why, fix });
  }
}
