import { dnsSuffix, partitionOf } from "./partition";

/** The way two issuers that should be one differ. */
export interface IssuerDifference {
  kind: "scheme" | "trailing slash" | "case" | "white space" | "Cognito region" | "Cognito user pool" | "other";
  /** From 1: the first character that differs. */
  position: number;
  /** One line: the kind, the position, and the characters that stand there. */
  text: string;
}

/**
 * Compares an issuer with the expected one, character for character, as API Gateway does with a token's `iss`.
 * Undefined where they are equal.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function issuerDifference(expected: string, seen: string): IssuerDifference | undefined {
  if (expected === seen) {
    return undefined;
  }
  let position = 0;
  while (position < expected.length && expected[position] === seen[position]) {
    position++;
  }
  const kind = kindOf(expected, seen);
  return {
    kind,
    position: position + 1,
    text: `${EXPLANATIONS[kind]}; the first difference is at character ${position + 1}: ${shown(expected, position)} against ${shown(seen, position)}`,
  };
}

const EXPLANATIONS: Record<IssuerDifference["kind"], string> = {
  scheme: "one is http, the other https",
  "trailing slash": "one ends with a slash, the other does not",
  case: "they differ in upper and lower case alone",
  "white space": "one has white space at its ends",
  "Cognito region": "they name Cognito of different regions",
  "Cognito user pool": "they name different Cognito user pools",
  other: "they are different issuers",
};

function kindOf(expected: string, seen: string): IssuerDifference["kind"] {
  const same = (change: (text: string) => string): boolean => change(expected) === change(seen);
  const [a, b] = [cognitoIssuer(expected), cognitoIssuer(seen)];
  if (same((text) => text.trim())) {
    return "white space";
  }
  if (same((text) => text.replace(/\/$/, ""))) {
    return "trailing slash";
  }
  if (same((text) => text.replace(/^http:/, "https:"))) {
    return "scheme";
  }
  if (same((text) => text.toLowerCase())) {
    return "case";
  }
  if (a !== undefined && b !== undefined) {
    return a.region === b.region ? "Cognito user pool" : "Cognito region";
  }
  return "other";
}

function shown(text: string, position: number): string {
  return position >= text.length ? "the end" : JSON.stringify(text.slice(position, position + 24));
}

/** Matches the issuer of a Cognito user pool: the region, the pool's id, and what follows it. */
const COGNITO = /^https?:\/\/cognito-idp\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?(?:\/([^/?#]*)(.*))?$/;
const POOL_ID = /^([a-z0-9-]+)_[A-Za-z0-9]+$/;

/** Returns the region and the pool id of a Cognito user pool's issuer, or undefined for any other issuer. */
export function cognitoIssuer(issuer: string): { region: string; poolId: string; poolRegion: string } | undefined {
  const [, region = "", poolId = "", rest = ""] = COGNITO.exec(issuer) ?? [];
  const poolRegion = POOL_ID.exec(poolId)?.[1];
  return poolRegion === undefined || (rest !== "" && rest !== "/") ? undefined : { region, poolId, poolRegion };
}

/**
 * Returns the issuer of a Cognito user pool; the pool's region stands before the underscore of its id.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 * undocumented: the issuer in China, where AWS offers no user pools yet.
 */
export function cognitoIssuerUrl(poolId: string, region = poolId.split("_")[0] ?? ""): string {
  return `https://cognito-idp.${region}.${dnsSuffix(partitionOf(region))}/${poolId}`;
}

/** A fault of an issuer by its form alone. */
export interface IssuerFlaw {
  kind:
    "white space" | "URL" | "scheme" | "discovery path" | "query" | "Cognito pool" | "Cognito end" | "Cognito region";
  /** A clause: `it is not an https URL`. */
  text: string;
  /** The right issuer; undefined where it isn't known. */
  exact?: string;
  /** A phrase that starts with a verb or says why: `write "https://login.example.com"`. */
  fix: string;
}

/**
 * Returns what is wrong with an issuer by its form alone: API Gateway reads `<issuer>/.well-known/openid-configuration` over
 * https and compares the issuer with a token's `iss` character for character, and a Cognito pool's id starts with its region.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 *
 * @param regionOf the region of a user pool that is known otherwise
 */
export function issuerFlaw(
  issuer: string,
  regionOf: (poolId: string) => string | undefined = () => undefined,
): IssuerFlaw | undefined {
  const trimmed = issuer.replace(/\s/g, "");
  if (trimmed !== issuer) {
    return flaw("white space", "it has white space", trimmed);
  }
  if (!URL.canParse(issuer) || !/^https?:\/\//.test(issuer)) {
    const exact = `https://${issuer.replace(/^[a-z]*:?\/+/i, "")}`;
    return { ...flaw("URL", "it is not a URL with https", exact), fix: `write it with its scheme, such as "${exact}"` };
  }
  if (issuer.startsWith("http:")) {
    return flaw("scheme", "it is not an https URL", issuer.replace(/^http:/, "https:"));
  }
  if (issuer.includes("/.well-known")) {
    const text = "it has the discovery path, which API Gateway adds";
    return flaw("discovery path", text, issuer.replace(/\/\.well-known.*$/, ""), "leave the discovery path out:");
  }
  if (/[?#]/.test(issuer)) {
    return flaw("query", "it has a query or fragment", issuer.replace(/[?#].*$/, ""), "leave the query out:");
  }
  const cognito = COGNITO.exec(issuer);
  return cognito === null ? undefined : cognitoFlaw(cognito, regionOf);
}

function cognitoFlaw(
  [issuer, region = "", poolId = "", rest = ""]: RegExpExecArray,
  regionOf: (poolId: string) => string | undefined,
): IssuerFlaw | undefined {
  const own = POOL_ID.exec(poolId)?.[1];
  if (own === undefined) {
    const fix = "end it with the user pool id, such as us-east-1_AbCdEfGhI";
    return { kind: "Cognito pool", text: "it does not end with the id of a user pool", fix };
  }
  if (rest !== "") {
    return flaw(
      "Cognito end",
      "Cognito's issuer ends with the pool id",
      issuer.slice(0, -rest.length),
      "take the trailing slash off:",
    );
  }
  const right = regionOf(poolId) ?? own;
  if (region === right) {
    return undefined;
  }
  const text = `the issuer's region is ${region} and the user pool ${poolId} is in ${right}`;
  const exact = cognitoIssuerUrl(poolId, right);
  return { ...flaw("Cognito region", text, exact), fix: `the pool is in ${right}: write "${exact}"` };
}

function flaw(kind: IssuerFlaw["kind"], text: string, exact: string, verb = "write"): IssuerFlaw {
  return { kind, text, exact, fix: `${verb} ${JSON.stringify(exact)}` };
}
