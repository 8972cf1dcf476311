/** How two issuers that should be one differ. */
export interface IssuerDifference {
  kind: "scheme" | "trailing slash" | "case" | "white space" | "Cognito region" | "Cognito user pool" | "other";
  /** From 1: the first character that differs. */
  position: number;
  /** One line: the kind, the position, and the characters that stand there. */
  text: string;
}

/**
 * Compares an issuer with the one that is wanted, character for character, as API Gateway does with a token's `iss`.
 * Undefined where they are equal.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function issuerDifference(wanted: string, seen: string): IssuerDifference | undefined {
  if (wanted === seen) {
    return undefined;
  }
  let position = 0;
  while (position < wanted.length && wanted[position] === seen[position]) {
    position++;
  }
  const kind = kindOf(wanted, seen);
  return {
    kind,
    position: position + 1,
    text: `${EXPLANATIONS[kind]}; the first difference is at character ${position + 1}: ${shown(wanted, position)} against ${shown(seen, position)}`,
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

function kindOf(wanted: string, seen: string): IssuerDifference["kind"] {
  const same = (change: (text: string) => string): boolean => change(wanted) === change(seen);
  const [a, b] = [cognitoIssuer(wanted), cognitoIssuer(seen)];
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

/** The region and the pool id of a Cognito user pool's issuer, or undefined for any other issuer. */
export function cognitoIssuer(issuer: string): { region: string; poolId: string; poolRegion: string } | undefined {
  const [, region, poolId, poolRegion] =
    /^https?:\/\/cognito-idp\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(([a-z0-9-]+)_[A-Za-z0-9]+)\/?$/.exec(issuer) ??
    [];
  return region === undefined || poolId === undefined || poolRegion === undefined
    ? undefined
    : { region, poolId, poolRegion };
}

/**
 * What is wrong with an issuer by its form alone, or undefined: API Gateway wants an https URL, and a Cognito pool's id
 * starts with the pool's own region.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function issuerFormProblem(issuer: string): { text: string; fix: string } | undefined {
  if (!URL.canParse(issuer)) {
    return { text: "it is not a URL", fix: "Set the issuer to the https URL that the provider's tokens carry in iss." };
  }
  if (!issuer.startsWith("https://")) {
    return { text: "it is not an https URL", fix: `Set the issuer to "${issuer.replace(/^[a-z]+:/, "https:")}".` };
  }
  const pool = cognitoIssuer(issuer);
  if (pool !== undefined && pool.region !== pool.poolRegion) {
    return {
      text: `the host is Cognito's of ${pool.region}, and the pool ${pool.poolId} is in ${pool.poolRegion}`,
      fix: `Set the issuer to "https://cognito-idp.${pool.poolRegion}.amazonaws.com/${pool.poolId}".`,
    };
  }
  return undefined;
}
