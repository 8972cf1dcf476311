import { issuerDifference } from "../../aws/issuer";
import { scopesOf } from "../../gateway/behavior/http-api/jwt-authorizer";
import { Findings } from "../finding";
import type { IssuerObservation } from "../probes/issuer";
import type { JwtFacts } from "../target";
import { isRsaAlgorithm, type ParsedToken, parseToken, signatureHolds } from "./token";

/** The facts that a token is judged by. */
export interface TokenContext {
  /** The authorizer, or undefined where only the network is known. */
  authorizer?: JwtFacts;
  issuer: IssuerObservation;
  /** The route's scopes; undefined where they are not known. */
  scopes?: string[];
  /** Milliseconds since 1970 by the API's own clock (its Date header), otherwise by this machine's. */
  now: number;
  clock: "the API's clock" | "this machine's clock";
}

/** A token against the authorizer, the issuer's keys and the route, in the order in which API Gateway looks at it. */
export function tokenFindings(text: string, context: TokenContext): Findings {
  const findings = new Findings("the token");
  const token = parseToken(text);
  if (typeof token === "string") {
    findings.error("jwt-token-form", {
      seen: token,
      why: "API Gateway answers 401: it is no JWT. Opaque access tokens are not taken by a JWT authorizer.",
      fix: "Give the JWT alone, as the provider issued it; some providers issue JWTs only for a requested audience.",
    });
    return findings;
  }
  findings.ok("jwt-token-form", "header, payload and signature");
  issuer(findings, token, context);
  key(findings, token, context.issuer);
  audience(findings, token, context.authorizer?.audiences);
  time(findings, token, context);
  scope(findings, token, context.scopes);
  return findings;
}

function issuer(findings: Findings, { claims }: ParsedToken, { authorizer }: TokenContext): void {
  if (authorizer === undefined) {
    findings.skipped(
      "jwt-token-issuer",
      "the authorizer's issuer is not known",
      "Give --state or --stack, or AWS credentials.",
    );
    return;
  }
  const iss = typeof claims.iss === "string" ? claims.iss : undefined;
  const difference = iss === undefined ? undefined : issuerDifference(authorizer.issuer, iss);
  if (iss === authorizer.issuer) {
    findings.ok("jwt-token-issuer", iss);
  } else {
    findings.error("jwt-token-issuer", {
      seen: `the authorizer has "${authorizer.issuer}", the token ${iss === undefined ? "no iss" : `"${iss}"`}`,
      why: `API Gateway compares them character for character${difference === undefined ? "" : `: ${difference.text}`}.`,
      fix:
        iss === undefined
          ? "Use a token with an iss claim."
          : `Set the authorizer's issuer to "${iss}", or get the token from "${authorizer.issuer}".`,
    });
  }
}

function key(findings: Findings, token: ParsedToken, { keys, issuer: name }: IssuerObservation): void {
  const { alg, kid } = token.header;
  if (!isRsaAlgorithm(alg)) {
    findings.error("jwt-token-algorithm", {
      seen: `alg is ${JSON.stringify(alg)}`,
      why: "A JWT authorizer takes RSA-based algorithms alone.",
      fix: "Let the provider sign access tokens with RS256.",
    });
    return;
  }
  findings.ok("jwt-token-algorithm", alg);
  if (keys.length === 0) {
    return; // the issuer's own checks say why
  }
  const published = keys.find((candidate) => candidate.kid === kid);
  if (published === undefined) {
    findings.error("jwt-token-key", {
      seen: `the token's kid is ${JSON.stringify(kid)}; the issuer ${name ?? ""} publishes ${keys.map((item) => JSON.stringify(item.kid)).join(", ")}`,
      why: "API Gateway finds no key to verify the token with. It may keep an issuer's keys for two hours.",
      fix: "Get a new token. Where keys are rotated, publish the new key two hours before the first token is signed with it.",
    });
  } else if (signatureHolds(token, published)) {
    findings.ok("jwt-token-key", String(kid));
    findings.ok("jwt-token-signature", alg);
  } else {
    findings.ok("jwt-token-key", String(kid));
    findings.error("jwt-token-signature", {
      seen: `the key ${JSON.stringify(kid)} did not make the token's signature`,
      why: "The token was changed after it was signed, or another issuer with a key of the same id signed it.",
      fix: "Use the token as the provider issued it, and get it from the authorizer's issuer.",
    });
  }
}

function audience(findings: Findings, { claims }: ParsedToken, audiences: string[] | undefined): void {
  if (audiences === undefined) {
    return;
  }
  const claim = claims.aud === undefined ? "client_id" : "aud";
  const values = [claims[claim]].flat().filter((value) => value !== undefined);
  if (values.some((value) => typeof value === "string" && audiences.includes(value))) {
    findings.ok("jwt-token-audience", `${claim} ${JSON.stringify(claims[claim])}`);
    return;
  }
  findings.error("jwt-token-audience", {
    seen: `the token's ${claim} is ${JSON.stringify(claims[claim]) ?? "missing"}; the authorizer takes ${audiences.map((value) => JSON.stringify(value)).join(", ")}`,
    why: "One of the token's aud, or its client_id where it has no aud (as Cognito's access tokens), must be among the authorizer's audiences.",
    fix:
      values.length === 0
        ? "Request the token for one of these audiences."
        : `Add ${values.map((value) => JSON.stringify(value)).join(" or ")} to the authorizer's audiences, or request the token for one that is there.`,
  });
}

function time(findings: Findings, { claims }: ParsedToken, { now, clock }: TokenContext): void {
  const seconds = Math.floor(now / 1000);
  const { exp, nbf, iat } = claims;
  const at = (value: number): string => new Date(value * 1000).toISOString();
  const early = [nbf, iat].find((value) => typeof value === "number" && value > seconds);
  if (typeof exp !== "number" || exp <= seconds) {
    findings.error("jwt-token-time", {
      seen: typeof exp === "number" ? `it expired ${seconds - exp} s ago, at ${at(exp)}, by ${clock}` : "it has no exp",
      why: "API Gateway takes a token before its exp alone.",
      fix: "Get a new token; clients refresh theirs before exp.",
    });
  } else if (typeof early === "number") {
    findings.error("jwt-token-time", {
      seen: `it is valid from ${at(early)}, ${early - seconds} s ahead of ${clock}`,
      why: "API Gateway refuses a token whose nbf or iat is still to come: the issuer's clock is ahead.",
      fix: "Set the issuer's clock by NTP, or let it issue tokens with nbf and iat some seconds back.",
    });
  } else {
    findings.ok("jwt-token-time", `until ${at(exp)}`);
  }
}

function scope(findings: Findings, { claims }: ParsedToken, wanted: string[] | undefined): void {
  if (wanted === undefined || wanted.length === 0) {
    return;
  }
  const scopes = scopesOf(claims);
  if (wanted.some((name) => scopes.includes(name))) {
    findings.ok("jwt-token-scope", scopes.join(" "));
  } else {
    findings.error("jwt-token-scope", {
      seen: `the token has ${scopes.length === 0 ? "no scope" : scopes.join(" ")}; the route requires one of ${wanted.join(" ")}`,
      why: "API Gateway answers 403: a token needs one of the route's scopes in scope or scp.",
      fix: `Request the token with the scope ${wanted.join(" or ")}. Cognito's ID tokens never have scopes: send the access token.`,
    });
  }
}
