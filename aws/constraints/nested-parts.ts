import { defined } from "../../language/defined";
import { V2 } from "../resource-types";
import { fields, operationsOf, parsedBody, schemesOf } from "./rules/documents/reading";
import type { Inputs } from "./violation";

/** A part of a resource that AWS also has as a resource of its own. */
export interface NestedPart {
  /** `body: integration orders` */
  place: string;
  type: string;
  inputs: Inputs;
}

/** Returns the integrations and authorizers in the OpenAPI body of an HTTP API. */
export function nestedParts(type: string, { body, protocolType }: Inputs): NestedPart[] {
  const document = type === V2.api && protocolType === "HTTP" ? parsedBody(body) : undefined;
  return document === undefined ? [] : [...integrations(document), ...authorizers(document)];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
function integrations(document: Inputs): NestedPart[] {
  const shared = fields(fields(document.components)["x-amazon-apigateway-integrations"]);
  const named = Object.entries(shared).map(([name, extension]) => [`body: integration ${name}`, extension] as const);
  const own = operationsOf(document).map(
    ({ place, operation }) => [`${place}, integration`, operation["x-amazon-apigateway-integration"]] as const,
  );
  return [...named, ...own]
    .map(([place, extension]) => ({ place, extension: fields(extension) }))
    .filter(({ extension }) => extension.type !== undefined)
    .map(({ place, extension }) => ({ place, type: V2.integration, inputs: integrationInputs(extension) }));
}

function integrationInputs(extension: Inputs): Inputs {
  const { type, httpMethod, uri, credentials, timeoutInMillis, responseParameters, ...same } = extension;
  return {
    ...same,
    integrationType: typeof type === "string" ? type.toUpperCase() : type,
    integrationMethod: httpMethod,
    integrationUri: uri,
    credentialsArn: credentials,
    timeoutMilliseconds: timeoutInMillis,
    responseParameters: Object.entries(fields(responseParameters)).map(([statusCode, mappings]) => ({
      statusCode,
      mappings,
    })),
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function authorizers(document: Inputs): NestedPart[] {
  return schemesOf(document).flatMap(([name, scheme]) => {
    const extension = fields(scheme["x-amazon-apigateway-authorizer"]);
    const { type, identitySource, jwtConfiguration, ...same } = extension;
    return type === undefined
      ? []
      : [
          {
            place: `body: authorizer ${name}`,
            type: V2.authorizer,
            inputs: {
              ...same,
              authorizerType: typeof type === "string" ? type.toUpperCase() : type,
              identitySources: typeof identitySource === "string" ? identitySource.split(/, */) : [],
              ...defined({ jwtConfiguration: type === "jwt" ? jwtInputs(jwtConfiguration) : undefined }),
            },
          },
        ];
  });
}

function jwtInputs(configuration: unknown): Inputs {
  const { issuer, audience } = fields(configuration);
  return { issuer, audiences: audience };
}
