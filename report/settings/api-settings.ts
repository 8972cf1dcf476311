import type { HttpApiModel, RestApiModel } from "../../gateway/model/api-model";
import { type Settings, settingsOf } from "./settings";

/** Reads the settings of a whole HTTP API. */
export function httpApiSettings({ cors }: HttpApiModel): Settings {
  if (cors === undefined) {
    return {};
  }
  return settingsOf({
    "CORS origins": cors.allowOrigins.join(", "),
    "CORS methods": cors.allowMethods.join(", "),
    "CORS headers": cors.allowHeaders.join(", "),
    "CORS exposed headers": cors.exposeHeaders.join(", "),
    "CORS credentials": cors.allowCredentials ? "allowed" : "not allowed",
    "CORS max age": cors.maxAge === undefined ? undefined : `${cors.maxAge} s`,
  });
}

/** Reads the settings of a whole REST API. */
export function restApiSettings({ definition, id }: RestApiModel): Settings {
  const { binaryMediaTypes, minimumCompressionSize, gatewayResponses, policy } = definition;
  return settingsOf({
    "binary types": binaryMediaTypes.join(", "),
    compression: minimumCompressionSize === undefined ? undefined : `from ${minimumCompressionSize} bytes`,
    "gateway responses": gatewayResponses
      .map(({ responseType, statusCode }) => [responseType, statusCode].filter(Boolean).join(" "))
      .sort()
      .join(", "),
    // its own id is another one in each stack
    "resource policy": policy === undefined ? undefined : JSON.stringify(policy).replaceAll(id, "<api>"),
    "CORS origins": preflightHeader(definition, "Access-Control-Allow-Origin"),
    "CORS methods": preflightHeader(definition, "Access-Control-Allow-Methods"),
    "CORS headers": preflightHeader(definition, "Access-Control-Allow-Headers"),
    "CORS credentials": preflightHeader(definition, "Access-Control-Allow-Credentials"),
  });
}

/** Returns the values that the preflight routes answer with for a header, each once. */
function preflightHeader({ methods }: RestApiModel["definition"], header: string): string {
  const name = `method.response.header.${header}`.toLowerCase();
  const values = methods
    .filter(({ httpMethod, integration }) => httpMethod === "OPTIONS" && integration?.type === "MOCK")
    .flatMap(({ integration }) => integration?.responses ?? [])
    .flatMap(({ responseParameters }) => Object.entries(responseParameters))
    .filter(([parameter]) => parameter.toLowerCase() === name)
    .map(([, value]) => value.replace(/^'(.*)'$/, "$1"));
  return [...new Set(values)].sort().join(" or ");
}
