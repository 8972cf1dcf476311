import type { Problem } from "../shared/problems";

const COGNITO = /^https?:\/\/cognito-idp\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?(\/.*)?$/;

/**
 * What is wrong with an issuer. API Gateway compares it with a token's `iss` character for character, and reads the keys
 * from `<issuer>/.well-known/openid-configuration`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function issuerProblem(argument: string, issuer: string): Problem | undefined {
  const problem = { argument, received: issuer };
  const expected = "the https URL that tokens have as their iss";
  if (!URL.canParse(issuer) || !/^https?:\/\//.test(issuer)) {
    return { ...problem, expected, fix: `write it with its scheme, such as "https://${issuer.replace(/^\/+/, "")}"` };
  }
  if (issuer.startsWith("http:")) {
    return { ...problem, expected, fix: `write ${JSON.stringify(issuer.replace(/^http:/, "https:"))}` };
  }
  if (issuer.includes("/.well-known")) {
    return {
      ...problem,
      expected,
      fix: `leave the discovery path out: ${JSON.stringify(issuer.replace(/\/\.well-known.*$/, ""))}`,
    };
  }
  if (/[?#]/.test(issuer)) {
    return { ...problem, expected, fix: `leave the query out: ${JSON.stringify(issuer.replace(/[?#].*$/, ""))}` };
  }
  return cognitoProblem(argument, issuer);
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html */
function cognitoProblem(argument: string, issuer: string): Problem | undefined {
  const match = COGNITO.exec(issuer);
  if (match === null) {
    return undefined;
  }
  const [, region = "", path = ""] = match;
  const problem = { argument, received: issuer, expected: "https://cognito-idp.<region>.amazonaws.com/<user pool id>" };
  if (path.endsWith("/") && path !== "/") {
    return { ...problem, fix: `take the trailing slash off: ${JSON.stringify(issuer.replace(/\/+$/, ""))}` };
  }
  const pool = /^\/([a-z0-9-]+)_[A-Za-z0-9]+$/.exec(path);
  if (pool === null) {
    return { ...problem, fix: "end it with the user pool id, such as us-east-1_AbCdEfGhI" };
  }
  return pool[1] === region
    ? undefined
    : { ...problem, fix: `the pool is in ${pool[1]}: write cognito-idp.${pool[1]}.amazonaws.com` };
}
