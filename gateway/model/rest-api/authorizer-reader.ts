import { defined } from "../../../language/defined";
import { V1 } from "../../../aws/resource-types";
import { cognitoIssuerUrl } from "../../../aws/issuer";
import { parseArn } from "../../../aws/arn";
import { REST_API_LIMITS } from "../../../aws/quotas";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { asList, asNumber, asObject, asText, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import { functionArnOfUri } from "../../../aws/lambda-arn";
import { findFunction, type LambdaFunctionModel, type LambdaTarget } from "../shared/lambda-function";
import { readLambdaTarget } from "../shared/lambda-function-reader";
import { partsOf, type RestApiNode } from "./parts";
import type { RestAuthorizerModel, RestJwtAuthorizerModel } from "./authorizer-model";

const DEFAULT_TTL = REST_API_LIMITS.authorizerCacheTtlDefault.value;
const DEFAULT_SOURCE = "method.request.header.Authorization";

export function readAuthorizers(
  index: GraphIndex,
  api: RestApiNode,
  functions: LambdaFunctionModel[],
): RestAuthorizerModel[] {
  return partsOf(index, api, V1.authorizer).flatMap((node) => {
    const authorizer = toAuthorizer(
      { urn: node.urn, id: index.id(node) ?? node.name, name: index.text(node, "name") ?? node.name },
      (name) => index.value(node, name),
      () => readLambdaTarget(index, node, "authorizerUri", functions),
    );
    return authorizer ?? unknownType(index, node, index.text(node, "type"));
  });
}

/**
 * A security scheme with `x-amazon-apigateway-authorizer`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function readSecurityScheme(
  index: GraphIndex,
  node: ResourceNode,
  name: string,
  scheme: { [key: string]: PropertyValue },
  functions: LambdaFunctionModel[],
): RestAuthorizerModel[] {
  const written = asObject(scheme["x-amazon-apigateway-authorizer"]);
  if (Object.keys(written).length === 0) {
    return [];
  }
  const uri = asText(written.authorizerUri) ?? "";
  const fields: { [key: string]: PropertyValue } = {
    ...written,
    providerArns: written.providerARNs ?? [],
    identitySource: schemeSource(written, asText(scheme.name)),
  };
  const authorizer = toAuthorizer(
    { urn: node.urn, id: name, name },
    (field) => fields[field],
    () => findFunction(functions, functionArnOfUri(uri) ?? uri),
  );
  return authorizer === undefined ? unknownType(index, node, asText(written.type)) : [authorizer];
}

/** The identity source of an import applies to `request` and `jwt`; `token` and user pools read the header that the scheme names. */
function schemeSource({ type, identitySource }: { [key: string]: PropertyValue }, header: string | undefined): string {
  const given = asText(identitySource) ?? "";
  if (asText(type)?.toLowerCase() === "request") {
    return given;
  }
  return given !== "" ? given : header === undefined ? DEFAULT_SOURCE : `method.request.header.${header}`;
}

function toAuthorizer(
  identity: Pick<RestAuthorizerModel, "urn" | "id" | "name">,
  value: (name: string) => PropertyValue | undefined,
  target: () => LambdaTarget,
): RestAuthorizerModel | undefined {
  const common = {
    ...identity,
    identitySources: (asText(value("identitySource")) ?? DEFAULT_SOURCE).split(",").map((source) => source.trim()),
    resultTtlSeconds: seconds(value("authorizerResultTtlInSeconds")),
  };
  const type = asText(value("type"))?.toUpperCase() ?? "TOKEN";
  const identityValidationExpression = asText(value("identityValidationExpression")) || undefined;
  switch (type) {
    case "TOKEN":
    case "REQUEST":
      return {
        ...common,
        type,
        lambda: target(),
        invokePermission: "unknown",
        ...defined({
          identityValidationExpression,
          credentialsArn: asText(value("authorizerCredentials")) || undefined,
        }),
      };
    case "COGNITO_USER_POOLS":
      return {
        ...common,
        type,
        issuers: asTexts(value("providerArns")).map(issuerOf),
        ...defined({ identityValidationExpression }),
      };
    case "JWT":
      return { ...common, type, ...readJwtConfiguration(asObject(value("jwtConfiguration"))) };
    default:
      return undefined;
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtConfigurationInput.html */
function readJwtConfiguration({
  issuers,
  defaultAlgorithms,
}: {
  [key: string]: PropertyValue;
}): Pick<RestJwtAuthorizerModel, "issuers" | "trusted" | "algorithms"> {
  const trusted = asList(issuers)
    .map(asObject)
    .map(({ issuer, audiences, additionalClaims }) => ({
      issuer: asText(issuer) ?? "",
      audiences: asTexts(audiences),
      claims: asList(additionalClaims)
        .map(asObject)
        .map(({ claimName, required, expectedValues }) => ({
          name: asText(claimName) ?? "",
          required: required === true,
          values: asTexts(expectedValues),
        })),
    }));
  return { issuers: trusted.map(({ issuer }) => issuer), trusted, algorithms: asTexts(defaultAlgorithms) };
}

/** `arn:aws:cognito-idp:<region>:<account>:userpool/<id>` issues as `https://cognito-idp.<region>.amazonaws.com/<id>`. */
function issuerOf(arn: string): string {
  const { region = "", resource = "" } = parseArn(arn) ?? {};
  return cognitoIssuerUrl(resource.replace(/^userpool\//, ""), region);
}

function seconds(value: PropertyValue | undefined): number {
  return asNumber(value) ?? (typeof value === "string" && /^\d+$/.test(value) ? Number(value) : DEFAULT_TTL);
}

function unknownType(index: GraphIndex, node: ResourceNode, type: string | undefined): [] {
  const wanted = `a REST API takes "TOKEN", "REQUEST", "COGNITO_USER_POOLS" or "JWT"`;
  index.problem(node, "error", `the authorizer's type is "${type ?? ""}"; ${wanted}.`);
  return [];
}
