import type { Fault } from "./fault";

/** The token is left out: what is wrong with the issuer alone is looked at. */
const token = null;

export const issuerFaults: Fault[] = [
  {
    name: "an issuer with a trailing slash that the provider's has not",
    changes: { token, program: { issuer: (issuer) => `${issuer}/` } },
    expect: {
      check: "jwt-issuer",
      seen: /^the authorizer has "https:\/\/issuer\.example\.test:\d+\/", the discovery document "https:\/\/issuer\.example\.test:\d+"$/,
      fix: /^Set the authorizer's issuer to "https:\/\/issuer\.example\.test:\d+"\.$/,
    },
  },
  {
    name: "an issuer without the trailing slash that the provider's has",
    changes: { token, issuer: { discovery: (issuer) => ({ issuer: `${issuer}/` }) } },
    expect: { check: "jwt-issuer", seen: /discovery document ".*\/"$/, fix: /issuer to ".*\/"\.$/ },
  },
  {
    name: "an issuer in another case",
    changes: { token, program: { issuer: (issuer) => issuer.replace("issuer.example", "Issuer.example") } },
    expect: { check: "jwt-issuer", seen: /Issuer\.example\.test/, fix: /issuer to "https:\/\/issuer\.example\.test/ },
  },
  {
    name: "a provider that says http in its discovery document",
    changes: { token, issuer: { discovery: (issuer) => ({ issuer: issuer.replace("https:", "http:") }) } },
    expect: { check: "jwt-issuer", seen: /discovery document "http:/, fix: /issuer to "http:/ },
  },
  {
    name: "an issuer that is http",
    changes: { token, program: { issuer: (issuer) => issuer.replace("https:", "http:") } },
    expect: { check: "jwt-issuer-form", seen: /"http:\/\/issuer/, fix: /^Set the issuer to "https:\/\/issuer/ },
  },
  {
    name: "a Cognito issuer of another region than its pool",
    changes: {
      token,
      program: { issuer: () => "https://cognito-idp.eu-west-1.amazonaws.com/us-east-1_AbCdEfGhI" },
    },
    expect: {
      check: "jwt-issuer-form",
      seen: /cognito-idp\.eu-west-1\.amazonaws\.com\/us-east-1_AbCdEfGhI/,
      fix: /"https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_AbCdEfGhI"/,
    },
  },
  {
    name: "an issuer without a discovery document",
    changes: { token, program: { issuer: (issuer) => `${issuer}/tenant` } },
    expect: {
      check: "jwt-discovery",
      seen: /\/tenant\/\.well-known\/openid-configuration answered 404$/,
      fix: /publishes its discovery document/,
    },
  },
  {
    name: "a discovery document that is not JSON",
    changes: { token, issuer: { answer: (_request, response) => response.end("<html>sign in</html>") } },
    expect: { check: "jwt-discovery", seen: /is not JSON$/, fix: /answer 200 with JSON/ },
  },
  {
    name: "an issuer that is slower than API Gateway waits",
    changes: { token, impatient: true, issuer: { answer: () => undefined } },
    expect: { check: "jwt-discovery", seen: /no answer within 1500 ms$/, fix: /in time/ },
  },
  {
    name: "a key set that is not there",
    changes: { token, issuer: { discovery: (issuer) => ({ jwks_uri: `${issuer}/gone` }) } },
    expect: { check: "jwt-keys", seen: /\/gone answered 404$/, fix: /jwks_uri/ },
  },
  {
    name: "an issuer with elliptic curve keys alone",
    changes: { token, issuer: { key: { kty: "EC" } } },
    expect: { check: "jwt-keys", seen: /has 1 keys: EC$/, fix: /RS256/ },
  },
];
