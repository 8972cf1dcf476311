import { REST_API_LIMITS } from "../../../quotas";
import { type Found, numberOf } from "../../rule";
import type { Inputs } from "../../violation";
import { authorizerProblems } from "../rest-authorizers";
import { fields, schemesOf } from "./reading";

/** Returns what AWS refuses of the authorizers in a document's security schemes. */
export function authorizers(document: Inputs): Found[] {
  return schemesOf(document).flatMap(([name, scheme]) => {
    const extension = scheme["x-amazon-apigateway-authorizer"];
    return extension === undefined
      ? []
      : found(fields(extension)).map((problem) => ({ ...problem, path: `body: authorizer ${name}, ${problem.path}` }));
  });
}

/**
 * The members of the extension are those of CreateAuthorizer, with the type in small letters, and without the identity source of
 * `token` and user pools, whose header is the scheme's name:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
function found(extension: Inputs): Found[] {
  const { type: written, authorizerResultTtlInSeconds: ttl, providerARNs, identitySource } = extension;
  const type = typeof written === "string" ? written.toUpperCase() : written;
  const namesHeader = type === "TOKEN" || type === "COGNITO_USER_POOLS";
  const seconds = numberOf(ttl);
  const most = REST_API_LIMITS.authorizerCacheTtl.value;
  return [
    ...authorizerProblems({
      ...extension,
      type,
      providerArns: providerARNs,
    }).filter(
      ({ path }) =>
        path !== "identitySource" || !namesHeader || !(identitySource === undefined || identitySource === ""),
    ),
    ...(seconds !== undefined && (seconds < 0 || seconds > most)
      ? [{ path: "authorizerResultTtlInSeconds", value: ttl, expected: `a number from 0 to ${most}` }]
      : []),
  ];
}
