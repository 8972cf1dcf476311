import { issuerDifference, issuerFlaw } from "../../aws/issuer";
import { HTTP_API_LIMITS } from "../../aws/quotas";
import { Findings } from "../finding";
import type { IssuerObservation } from "../probes/issuer";
import type { JwtFacts } from "../target";

/** Reports an issuer that is known only after the deployment, such as that of a user pool in the same program. */
export function unknownIssuer({ name }: JwtFacts): Findings {
  const findings = new Findings(`authorizer ${name}`);
  const fix = "Add --deployed or --state, or look at the local gateway while `gatewright serve` runs.";
  findings.skipped("jwt-issuer-form", "the issuer is known only after the deployment", fix);
  return findings;
}

/** An authorizer's issuer against its own discovery document and key set. */
export function issuerFindings({ name, issuer }: JwtFacts, observed: IssuerObservation): Findings {
  const findings = new Findings(`authorizer ${name}`);
  const form = issuerFlaw(issuer);
  if (form === undefined) {
    findings.ok("jwt-issuer-form", issuer);
  } else {
    const why = `API Gateway reads the issuer's keys over https, and compares the token's iss with it: ${form.text}.`;
    findings.error("jwt-issuer-form", {
      seen: `the issuer is "${issuer}"`,
      why,
      fix: `Set the issuer to ${form.exact === undefined ? "that of the user pool" : `"${form.exact}"`}.`,
    });
  }
  if (observed.failure !== undefined) {
    // an issuer that is none by its form has one cause: the form
    if (form === undefined) {
      findings.error("jwt-discovery", {
        seen: observed.failure,
        why: `API Gateway reads ${observed.discoveryUrl} from the internet, within ${HTTP_API_LIMITS.discoveryTimeout.value} ms; without it every token is answered 401.`,
        fix: "Set the issuer to the URL under which the provider publishes its discovery document, and let it answer 200 with JSON, unauthenticated, in time.",
      });
    }
    return findings;
  }
  findings.ok("jwt-discovery", observed.discoveryUrl);
  exact(findings, issuer, observed.issuer);
  keys(findings, observed);
  return findings;
}

function exact(findings: Findings, issuer: string, published: string | undefined): void {
  const difference = published === undefined ? undefined : issuerDifference(issuer, published);
  if (published === undefined) {
    findings.error("jwt-issuer", {
      seen: "the discovery document has no issuer",
      why: "The document is not one of OpenID Connect: its tokens' iss cannot be known.",
      fix: "Use the provider's own issuer URL.",
    });
  } else if (difference === undefined) {
    findings.ok("jwt-issuer", issuer);
  } else {
    findings.error("jwt-issuer", {
      seen: `the authorizer has "${issuer}", the discovery document "${published}"`,
      why: `Tokens carry the document's issuer in iss, and API Gateway compares it character for character: ${difference.text}.`,
      fix: `Set the authorizer's issuer to "${published}".`,
    });
  }
}

function keys(findings: Findings, { jwksUrl, keysFailure, keys: published }: IssuerObservation): void {
  const rsa = published.filter(({ kty }) => kty === "RSA");
  if (keysFailure !== undefined) {
    findings.error("jwt-keys", {
      seen: keysFailure,
      why: `API Gateway reads the keys within ${HTTP_API_LIMITS.jwksTimeout.value} ms; without them every token is answered 401.`,
      fix: "Let the discovery document's jwks_uri answer 200 with the key set, unauthenticated, in time.",
    });
  } else if (rsa.length === 0) {
    findings.error("jwt-keys", {
      seen: `${jwksUrl} has ${published.length} keys: ${published.map(({ kty }) => String(kty)).join(", ") || "none"}`,
      why: "A JWT authorizer takes RSA keys alone.",
      fix: "Let the provider sign with RS256.",
    });
  } else {
    findings.ok("jwt-keys", `${rsa.length} RSA ${rsa.length === 1 ? "key" : "keys"}`);
  }
}
