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
    | "white space"
    | "URL"
    | "scheme"
    | "discovery path"
    | "query"
    | "Cognito pool"
    | "Cognito domain"
    | "Cognito end"
    | "Cognito region"
    | "slash"
    | "Entra tenant"
    | "Entra version";
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
  return cognito === null ? providerFlaw(issuer) : cognitoFlaw(cognito, regionOf);
}

/** Issuers that end with a slash in the tokens: of Auth0, of Entra ID's version 1.0, and of Azure AD B2C. */
const WITH_SLASH = [
  // https://auth0.com/docs/secure/tokens/access-tokens/validate-access-tokens
  /^https:\/\/[^/]+\.auth0\.com$/,
  // https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference
  /^https:\/\/sts\.windows\.net\/[^/]+$/,
  // https://learn.microsoft.com/en-us/azure/active-directory-b2c/tokens-overview
  /^https:\/\/[^/]+\.b2clogin\.com\/.+\/v2\.0$/,
];
/** Issuers that end without one: of Entra ID's version 2.0, Google, Okta, Firebase and GitHub. */
const WITHOUT_SLASH = [
  /^https:\/\/login\.microsoftonline\.(?:com|us)\/.+\/$/,
  /^https:\/\/[^/]+\.ciamlogin\.com\/.+\/$/,
  // https://developers.google.com/identity/openid-connect/openid-connect#obtainuserinfo
  /^https:\/\/accounts\.google\.com\/$/,
  // https://developer.okta.com/docs/api/openapi/okta-oauth/guides/overview/#issuer
  /^https:\/\/[^/]+\.okta(?:preview|-emea)?\.com(?:\/.*)?\/$/,
  // https://firebase.google.com/docs/auth/admin/verify-id-tokens
  /^https:\/\/securetoken\.google\.com\/[^/]+\/$/,
  // https://docs.github.com/en/actions/reference/security/oidc
  /^https:\/\/token\.actions\.githubusercontent\.com\/$/,
];
/** The addresses of Entra ID for any tenant. Its tokens name the tenant that the user is of. */
const ANY_TENANT = /^https:\/\/login\.microsoftonline\.(?:com|us)\/(common|organizations|consumers)(?:\/v2\.0)?\/?$/;
const ENTRA_WITHOUT_VERSION = /^https:\/\/login\.microsoftonline\.(?:com|us)\/[^/]+\/?$/;
/**
 * The domain of a user pool's sign-in pages, which issues no tokens.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
const SIGN_IN_PAGES = /^https:\/\/[^/]+\.auth(?:-fips)?\.([a-z0-9-]+)\.amazoncognito\.com(?:\/|$)/;

/** Returns what is wrong with an issuer of a well-known provider of identities, whose tokens have one form. */
function providerFlaw(issuer: string): IssuerFlaw | undefined {
  const [, region] = SIGN_IN_PAGES.exec(issuer) ?? [];
  if (region !== undefined) {
    return {
      kind: "Cognito domain",
      text: "it is the domain of the sign-in pages, and the user pool issues the tokens",
      fix: `write "https://cognito-idp.${region}.${dnsSuffix(partitionOf(region))}/" with the user pool id, such as ${region}_AbCdEfGhI`,
    };
  }
  const [, tenant] = ANY_TENANT.exec(issuer) ?? [];
  if (tenant !== undefined) {
    const text = `"${tenant}" stands for any tenant, and tokens name their own`;
    const fix = 'write "https://login.microsoftonline.com/TENANT_ID/v2.0" with the id of the tenant';
    return { kind: "Entra tenant", text, fix };
  }
  if (ENTRA_WITHOUT_VERSION.test(issuer)) {
    const text = "tokens of Entra ID name version 2.0, or sts.windows.net";
    return flaw("Entra version", text, `${issuer.replace(/\/$/, "")}/v2.0`);
  }
  if (WITH_SLASH.some((form) => form.test(issuer))) {
    return flaw("slash", "the issuer in its tokens ends with a slash", `${issuer}/`);
  }
  return WITHOUT_SLASH.some((form) => form.test(issuer))
    ? flaw(
        "slash",
        "the issuer in its tokens ends without a slash",
        issuer.slice(0, -1),
        "take the trailing slash off:",
      )
    : undefined;
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
