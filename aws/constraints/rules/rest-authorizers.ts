import { V1 } from "../../resource-types";
import { type Found, numberOf, type Rule } from "../rule";
import { type Inputs, isAbsent, isPlainObject } from "../violation";

const API = "https://docs.aws.amazon.com/apigateway/latest/api";
const TYPES = ["TOKEN", "REQUEST", "COGNITO_USER_POOLS", "JWT"];
const ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"];
/** `JwtAdditionalClaim.claimName` */
const CHECKED_CLAIMS = ["iss", "aud", "exp", "nbf", "iat", "scope", "scp"];
const HEADER = /^method\.request\.header\.[a-zA-Z0-9._$-]+$/;
const SOURCE =
  /^(method\.request\.(header|querystring|multivalueheader|multivaluequerystring|path)\.\S+|stageVariables\.\S+|context\.\S+)$/;

/** The rules of a REST API's authorizer whose members depend on its type. */
export const restAuthorizerRules: readonly Rule[] = [
  {
    types: [V1.authorizer],
    page: `${API}/API_CreateAuthorizer.html`,
    reads: [
      "type",
      "authorizerResultTtlInSeconds",
      "authorizerCredentials",
      "authorizerUri",
      "identitySource",
      "jwtConfiguration",
      "providerArns",
    ],
    check: (inputs) =>
      authorizerProblems(inputs, isAbsent(inputs.type) ? "TOKEN" : inputs.type).filter(
        // the provider writes a source of its own where none is set, and has no input for the configuration of a JWT
        ({ path, value }) => !(path === "identitySource" && value === undefined) && path !== "jwtConfiguration",
      ),
  },
];

/** Returns what CreateAuthorizer refuses, by the names of Pulumi's inputs. */
export function authorizerProblems(authorizer: Inputs, type: unknown = authorizer.type): Found[] {
  const { identitySource } = authorizer;
  switch (type) {
    case "TOKEN":
      return [...functionProblems(authorizer, type), ...oneHeader(identitySource)];
    case "REQUEST":
      return [...functionProblems(authorizer, type), ...requestSources(authorizer)];
    case "COGNITO_USER_POOLS":
      return [...poolProblems(authorizer), ...oneHeader(identitySource)];
    case "JWT":
      return [...jwtProblems(authorizer), ...oneHeader(identitySource)];
    default:
      return typeof type === "string" ? [{ path: "type", value: type, expected: `one of ${TYPES.join(", ")}` }] : [];
  }
}

function functionProblems({ authorizerUri }: Inputs, type: "TOKEN" | "REQUEST"): Found[] {
  return authorizerUri === undefined || authorizerUri === ""
    ? [{ path: "authorizerUri", value: authorizerUri, expected: `a function's URI, which ${type} requires` }]
    : [];
}

function oneHeader(source: unknown): Found[] {
  return source === undefined || (typeof source === "string" && !HEADER.test(source))
    ? [{ path: "identitySource", value: source, expected: "one header, method.request.header.<name>" }]
    : [];
}

function requestSources({ identitySource, authorizerResultTtlInSeconds: ttl }: Inputs): Found[] {
  const caches = ttl === undefined || (numberOf(ttl) ?? 0) > 0;
  if (identitySource === "" || identitySource === undefined) {
    return caches
      ? [
          {
            path: "identitySource",
            value: identitySource,
            expected: "identity sources where results are cached, or a TTL of 0",
          },
        ]
      : [];
  }
  const sources = typeof identitySource === "string" ? identitySource.split(",").map((source) => source.trim()) : [];
  return sources
    .filter((source) => !SOURCE.test(source))
    .map((value) => ({
      path: "identitySource",
      value,
      expected:
        "method.request.<header|querystring>.<name>, stageVariables.<name> or context.<name>, with commas between",
    }));
}

function poolProblems({ providerArns }: Inputs): Found[] {
  return providerArns === undefined || (Array.isArray(providerArns) && providerArns.length === 0)
    ? [{ path: "providerArns", value: providerArns, expected: "the ARNs of user pools" }]
    : [];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer-create.html */
function jwtProblems(authorizer: Inputs): Found[] {
  const { jwtConfiguration: configuration } = authorizer;
  const unsupported = ["authorizerUri", "authorizerCredentials", "authorizerResultTtlInSeconds", "providerArns"]
    .filter((path) => !isAbsent(authorizer[path]))
    .map((path) => ({ path, value: authorizer[path], expected: "nothing: a JWT authorizer has none" }));
  if (!isPlainObject(configuration)) {
    return [
      ...unsupported,
      ...(isAbsent(configuration)
        ? [{ path: "jwtConfiguration", value: configuration, expected: "issuers and defaultAlgorithms" }]
        : []),
    ];
  }
  const { issuers, defaultAlgorithms } = configuration;
  const algorithms = Array.isArray(defaultAlgorithms) ? (defaultAlgorithms as unknown[]) : [];
  return [
    ...unsupported,
    ...(algorithms.length === 0 && (isAbsent(defaultAlgorithms) || Array.isArray(defaultAlgorithms))
      ? [{ path: "jwtConfiguration.defaultAlgorithms", value: defaultAlgorithms, expected: ALGORITHMS.join(", ") }]
      : []),
    ...algorithms
      .filter((algorithm) => typeof algorithm === "string" && !ALGORITHMS.includes(algorithm))
      .map((value) => ({
        path: "jwtConfiguration.defaultAlgorithms",
        value,
        expected: `one of ${ALGORITHMS.join(", ")}`,
      })),
    ...issuerProblems(issuers),
  ];
}

function issuerProblems(issuers: unknown): Found[] {
  const all = (Array.isArray(issuers) ? (issuers as unknown[]) : []).filter(isPlainObject);
  const urls = all.map(({ issuer }) => issuer);
  return [
    ...(isAbsent(issuers) || (Array.isArray(issuers) && issuers.length === 0)
      ? [{ path: "jwtConfiguration.issuers", value: issuers, expected: "at least one issuer" }]
      : []),
    ...all.flatMap(({ issuer, audiences, additionalClaims }, index) => {
      const path = `jwtConfiguration.issuers[${index}]`;
      return [
        ...(typeof issuer === "string" && !/^https:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/.test(issuer)
          ? [{ path: `${path}.issuer`, value: issuer, expected: "an https URL with no query, fragment or user" }]
          : []),
        ...(typeof issuer === "string" && urls.indexOf(issuer) !== index
          ? [{ path: `${path}.issuer`, value: issuer, expected: "an issuer that is there once" }]
          : []),
        ...(isAbsent(audiences) || (Array.isArray(audiences) && (audiences.length === 0 || audiences.includes("")))
          ? [{ path: `${path}.audiences`, value: audiences, expected: "at least one audience, none of them empty" }]
          : []),
        ...claimProblems(additionalClaims, path),
      ];
    }),
  ];
}

function claimProblems(claims: unknown, issuer: string): Found[] {
  const all = (Array.isArray(claims) ? (claims as unknown[]) : []).filter(isPlainObject);
  const names = all.map(({ claimName }) => claimName);
  return all.flatMap(({ claimName, format, expectedValues }, index) => {
    const path = `${issuer}.additionalClaims[${index}]`;
    return [
      ...(typeof claimName === "string" && (claimName === "" || CHECKED_CLAIMS.includes(claimName))
        ? [{ path: `${path}.claimName`, value: claimName, expected: `a claim other than ${CHECKED_CLAIMS.join(", ")}` }]
        : []),
      ...(typeof claimName === "string" && names.indexOf(claimName) !== index
        ? [{ path: `${path}.claimName`, value: claimName, expected: "a claim that is there once" }]
        : []),
      ...(typeof format === "string" && format !== "SINGLE_STRING"
        ? [{ path: `${path}.format`, value: format, expected: "SINGLE_STRING" }]
        : []),
      ...(Array.isArray(expectedValues) && expectedValues.includes("")
        ? [{ path: `${path}.expectedValues`, value: expectedValues, expected: "values that are not empty" }]
        : []),
    ];
  });
}
