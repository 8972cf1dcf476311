import * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../aws/quotas";
import { defined } from "../../language/defined";
import type { FieldTable } from "../shared/field-support";
import { isDeferred, type Problems, validateOutput } from "../shared/problems";
import type { IdentitySourceFields } from "./fields";
import { DEFAULT_IDENTITY_SOURCES, headerOf, methodRequestSource } from "./identity-sources";
import { checkIssuer } from "./issuer";
import type { SecurityScheme } from "./kind";

/**
 * The signing algorithms of a REST API's JWT authorizer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer-create.html
 */
export const JwtAlgorithm = {
  rs256: "RS256",
  rs384: "RS384",
  rs512: "RS512",
  es256: "ES256",
  es384: "ES384",
  es512: "ES512",
} as const;
export type JwtAlgorithm = (typeof JwtAlgorithm)[keyof typeof JwtAlgorithm];

/** Claims by name, each with its value, its values, or true for any. */
export type RequiredClaims = Record<string, string | string[] | true>;

/**
 * One more issuer of a REST API's JWT authorizer.
 *
 * @example { issuer: "https://auth.example.com/", audience: ["shop"], requiredClaims: { tenant: "acme" } }
 */
export interface TrustedIssuerArgs {
  /**
   * The issuer, exactly as in the `iss` claim.
   * @example "https://auth.example.com/"
   */
  issuer: pulumi.Input<string>;
  /**
   * The audiences of which a token needs one as its `aud` claim.
   * @example ["shop"]
   */
  audience: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The claims that its tokens must have beside these. @default none
   * @example { tenant: "acme" }
   */
  requiredClaims?: RequiredClaims;
}

/** The fields of a JWT authorizer that REST APIs alone have. */
export interface RestJwtFields {
  /**
   * The algorithms that tokens may be signed with. REST APIs only: an HTTP API takes those that are RSA-based.
   *
   * @default ["RS256"]
   * @example
   * ```ts
   * jwt({ issuer: "https://auth.example.com", audience: "shop", algorithms: ["ES256"] });
   * ```
   */
  algorithms?: pulumi.Input<pulumi.Input<JwtAlgorithm>[]>;
  /**
   * The claims that a token must have beside these, by name: a value, one of several, or true for any value. REST APIs only.
   *
   * @default none
   * @example
   * ```ts
   * jwt({ issuer: "https://auth.example.com", audience: "shop", requiredClaims: { tenant: "acme", email: true } });
   * ```
   */
  requiredClaims?: RequiredClaims;
  /**
   * Additional issuers whose tokens are accepted, each with its audiences and claims. REST APIs only.
   *
   * @default none
   * @example
   * ```ts
   * jwt({ issuer: first, audience: "shop", furtherIssuers: [{ issuer: second, audience: ["shop"] }] });
   * ```
   */
  furtherIssuers?: TrustedIssuerArgs[];
}

export const REST_JWT_FIELDS: FieldTable<RestJwtFields> = {
  algorithms: { on: ["REST"] },
  requiredClaims: { plain: true, on: ["REST"] },
  furtherIssuers: { plain: true, on: ["REST"] },
};

/** A JWT authorizer as far as this file goes. */
type Jwt = TrustedIssuerArgs & RestJwtFields & IdentitySourceFields;

const HTTP_SOURCE = /^\$request\.(header|querystring)\.\S+$/;
const REST_SOURCE = /^\$request\.header\.[a-zA-Z0-9._$-]+$/;
/** `JwtAdditionalClaim.claimName`: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html */
const CHECKED_CLAIMS = ["iss", "aud", "exp", "nbf", "iat", "scope", "scp"];
/** `UriWithLengthBetween1And2048`: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html */
const LONGEST_ISSUER = 2048;

/** Checks what HTTP APIs refuse of the token's place and the issuer. */
export function checkHttpJwt(problems: Problems, { issuer, identitySources }: Jwt): void {
  const expected = "$request.header.<name> or $request.querystring.<name>, the only places of a token";
  checkSource(problems, identitySources, HTTP_SOURCE, expected);
  problems.known<string>("issuer", issuer, ({ length }) =>
    length <= LONGEST_ISSUER
      ? undefined
      : { received: length, expected: `at most ${LONGEST_ISSUER} characters`, fix: "write the issuer of the tokens" },
  );
}

/** Checks what REST APIs refuse of the token's place, the algorithms, the claims and the further issuers. */
export function checkRestJwt(problems: Problems, spec: Jwt): void {
  const { algorithms, furtherIssuers = [], requiredClaims } = spec;
  const allowed: readonly string[] = Object.values(JwtAlgorithm);
  checkSource(
    problems,
    spec.identitySources,
    REST_SOURCE,
    "$request.header.<name>, the only place of a token on a REST API",
  );
  const known = Array.isArray(algorithms) ? algorithms : undefined;
  problems.unless(known === undefined || known.length > 0, "algorithms", {
    received: [],
    expected: allowed.join(", "),
    fix: 'write ["RS256"]',
  });
  for (const algorithm of known ?? []) {
    problems.known<string>("algorithms", algorithm, (received) =>
      allowed.includes(received) ? undefined : { received, expected: allowed.join(", "), fix: 'write "RS256"' },
    );
  }
  checkClaims(problems.at("requiredClaims"), requiredClaims);
  const issuers = [spec.issuer, ...furtherIssuers.map(({ issuer }) => issuer)];
  for (const [index, further] of furtherIssuers.entries()) {
    const at = problems.at(`furtherIssuers[${index}]`);
    at.known<string>("issuer", further.issuer, checkIssuer);
    at.unless(typeof further.issuer !== "string" || issuers.indexOf(further.issuer) === index + 1, "issuer", {
      received: further.issuer,
      expected: "an issuer that is there once",
      fix: "merge the audiences of the two",
    });
    checkAudience(at.at("audience"), further.audience);
    checkClaims(at.at("requiredClaims"), further.requiredClaims);
  }
}

function checkSource(
  problems: Problems,
  sources: IdentitySourceFields["identitySources"],
  form: RegExp,
  expected: string,
): void {
  if (sources === undefined || isDeferred(sources)) {
    return;
  }
  const fix = 'write "$request.header.Authorization"';
  problems.unless(sources.length === 1, "identitySources", { received: sources.length, expected: "one source", fix });
  for (const source of sources) {
    problems.known<string>("identitySources", source, (received) =>
      form.test(received) ? undefined : { received, expected, fix },
    );
  }
}

function checkClaims(problems: Problems, claims: RequiredClaims = {}): void {
  for (const [name, value] of Object.entries(claims)) {
    const place = `[${JSON.stringify(name)}]`;
    const values: unknown[] = value === true ? [] : [value].flat();
    problems.unless(name !== "" && !CHECKED_CLAIMS.includes(name), place, {
      received: name,
      expected: `a claim other than ${CHECKED_CLAIMS.join(", ")}`,
      fix: "remove it: issuer, audience, times and scopes are looked at anyway",
    });
    const isText = values.every((one) => typeof one === "string" && one !== "");
    problems.unless(isText && (value === true || values.length > 0), place, {
      received: value,
      expected: "a string, a list of strings, or true for any value",
      fix: "write true",
    });
  }
}

/** Checks the audiences that are known. */
export function checkAudience(problems: Problems, audience: TrustedIssuerArgs["audience"] = []): void {
  if (isDeferred(audience)) {
    return;
  }
  const limit = LIMITS.http.audiencesPerAuthorizer;
  problems.unless(audience.length > 0 && !audience.includes(""), "", {
    received: audience.length,
    expected: "at least one audience",
    fix: "name the client ids or audiences that tokens are for",
  });
  problems.unless(audience.length <= limit.value, "", {
    received: audience.length,
    expected: `at most ${limit.value} ("${limit.name}", ${limit.source})`,
    fix: "split the API or use a Lambda authorizer",
  });
}

/**
 * Returns the security scheme of a JWT authorizer in the body of a REST API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer-create.html
 */
export function restJwtScheme(component: string, spec: Jwt): SecurityScheme {
  const sources = pulumi.output(spec.identitySources ?? [...DEFAULT_IDENTITY_SOURCES]);
  return {
    type: "apiKey",
    name: sources.apply((list) => headerOf(list[0] ?? "")),
    in: "header",
    "x-amazon-apigateway-authorizer": {
      type: "jwt",
      identitySource: sources.apply((list) => list.map(methodRequestSource).join(", ")),
      jwtConfiguration: {
        issuers: [spec, ...(spec.furtherIssuers ?? [])].map((trusted) => ({
          issuer: validateOutput<string>(component, "authorizer.issuer", trusted.issuer, checkIssuer),
          audiences: trusted.audience,
          ...defined({ additionalClaims: trusted.requiredClaims && additionalClaims(trusted.requiredClaims) }),
        })),
        defaultAlgorithms: spec.algorithms ?? [JwtAlgorithm.rs256],
      },
    },
  };
}

function additionalClaims(claims: RequiredClaims): object[] {
  return Object.entries(claims).map(([claimName, value]) => ({
    claimName,
    format: "SINGLE_STRING",
    required: true,
    ...defined({ expectedValues: value === true ? undefined : [value].flat() }),
  }));
}
