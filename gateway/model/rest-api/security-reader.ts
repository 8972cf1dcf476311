import { asObject, asText, asTexts } from "../../../engine/graph/graph-index";
import { requirementsOf, securitySchemesOf } from "../../../aws/openapi";
import type { Fields } from "../shared/openapi-document";
import type { RestAuthorizerModel } from "./authorizer-model";
import type { RestMethodModel } from "./definition-model";
import { ownValue } from "../../../language/own-value";

/** Returns who may call an operation, by its own `security` or the document's. */
export function readSecurity(
  document: Fields,
  authorizers: RestAuthorizerModel[],
  operation: Fields,
): Pick<RestMethodModel, "authorizationType" | "authorizationScopes" | "authorizer" | "apiKeyRequired"> {
  const entries = requirementsOf(document, operation).flatMap((requirement) => Object.entries(requirement));
  const schemes = securitySchemesOf(document);
  const apiKeyRequired = entries.some(([name]) => isApiKey(asObject(ownValue(schemes, name))));
  const own = asText(asObject(operation["x-amazon-apigateway-auth"]).type)?.toUpperCase();
  const isIam =
    own === "AWS_IAM" || (own !== "NONE" && entries.some(([name]) => isSigned(asObject(ownValue(schemes, name)))));
  if (isIam) {
    return { authorizationType: "AWS_IAM", authorizationScopes: [], apiKeyRequired };
  }
  const [name, scopes] = entries.find(([key]) => authorizers.some(({ id }) => id === key)) ?? [];
  const authorizer = authorizers.find(({ id }) => id === name);
  if (authorizer === undefined) {
    return { authorizationType: "NONE", authorizationScopes: [], apiKeyRequired };
  }
  const { type } = authorizer;
  const authorizationType = type === "TOKEN" || type === "REQUEST" ? "CUSTOM" : type;
  return { authorizationType, authorizationScopes: asTexts(scopes), authorizer, apiKeyRequired };
}

function isApiKey(scheme: Fields): boolean {
  return (
    scheme.type === "apiKey" &&
    asText(scheme.name)?.toLowerCase() === "x-api-key" &&
    scheme["x-amazon-apigateway-authorizer"] === undefined
  );
}

function isSigned(scheme: Fields): boolean {
  return asText(scheme["x-amazon-apigateway-authtype"])?.toLowerCase() === "awssigv4";
}
