import { Findings } from "../finding";
import type { ServedCertificate, TlsObservation } from "../probes/tls";
import type { Target } from "../target";
import { executeApiHost } from "./dns";
import { dayOf, daysUntil, EXPIRY_WARNING_DAYS } from "./time";

/** @param now Milliseconds since 1970. */
export function tlsFindings({ url, domain }: Target, tls: TlsObservation, now: number): Findings {
  const findings = new Findings(url.host);
  const { certificate } = tls;
  if (certificate === undefined) {
    findings.error("tls-connects", {
      seen: tls.failure ?? "no certificate",
      why: "There is no TLS connection to this name: nothing listens there, or API Gateway has no certificate for the name that the client asks for.",
      fix: "Check that DNS points to the domain's regional target, that the domain name is AVAILABLE, and that mutual TLS is given a client certificate.",
    });
    return findings;
  }
  findings.ok("tls-connects", tls.protocol ?? "");
  trusted(findings, certificate, now);
  covers(findings, url.hostname, certificate, domain !== undefined);
  lasts(findings, certificate, now);
  if (tls.takesOldVersions) {
    findings.warning("tls-version", {
      seen: `${url.host} takes TLS 1.0 or 1.1`,
      why: "Those versions are broken, and auditors fail them.",
      fix: 'Set the domain\'s security policy to "TLS_1_2", or to one of the newer SecurityPolicy_... policies.',
    });
  } else {
    findings.ok("tls-version", "TLS 1.0 and 1.1 are refused");
  }
  return findings;
}

function trusted(findings: Findings, { distrust, issuer, notAfter, notBefore }: ServedCertificate, now: number): void {
  if (distrust === undefined || notAfter <= now) {
    // an expired certificate is reported as that
    return distrust === undefined ? findings.ok("tls-trusted", `issued by ${issuer}`) : undefined;
  }
  findings.error("tls-trusted", {
    seen:
      notBefore > now ? `the certificate is valid from ${dayOf(notBefore)} only` : `${distrust}, issued by ${issuer}`,
    why: "Clients refuse a certificate that no public authority has signed, or whose chain is incomplete.",
    fix: "Use a public certificate of ACM; one that was imported needs its chain (certificateChain) too.",
  });
}

function covers(findings: Findings, host: string, { names, coversHost }: ServedCertificate, isDomain: boolean): void {
  const seen = `the certificate is for ${names.join(", ")}`;
  if (coversHost) {
    findings.ok("tls-names", seen);
  } else if (
    executeApiHost(host) === undefined &&
    names.some((name) => /^\*\.execute-api\.[a-z0-9-]+\.amazonaws\.com/.test(name))
  ) {
    findings.error("tls-names", {
      seen,
      why: `API Gateway answers with the certificate of its default endpoints, so it does not know ${host} as a custom domain in that region.`,
      fix: `Create the domain name ${host} in the API's region with a certificate for it, and point DNS to its regional target.`,
    });
  } else {
    findings.error("tls-names", {
      seen,
      why: `It does not cover ${host} (a wildcard stands for one label): every client refuses the connection.`,
      fix: `${isDomain ? "Give the domain name" : "Serve"} a certificate whose names include ${host}.`,
    });
  }
}

function lasts(findings: Findings, { notAfter }: ServedCertificate, now: number): void {
  const days = daysUntil(notAfter, now);
  const fix =
    "For a certificate of ACM, put its validation record back so that it renews; import a new one where it was imported.";
  if (notAfter <= now) {
    const why = "Clients refuse an expired certificate.";
    findings.error("tls-expiry", { seen: `the certificate expired on ${dayOf(notAfter)}`, why, fix });
  } else if (days < EXPIRY_WARNING_DAYS) {
    const why =
      "ACM renews a certificate well before this where it can, so the renewal has failed; clients refuse it once it has expired.";
    findings.warning("tls-expiry", {
      seen: `the certificate expires on ${dayOf(notAfter)}, in ${days} days`,
      why,
      fix,
    });
  } else {
    findings.ok("tls-expiry", `until ${dayOf(notAfter)}`);
  }
}
