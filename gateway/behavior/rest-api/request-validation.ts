import { checkJson } from "../json-schema/validation";
import { restError, type RestError } from "./gateway-responses";
import { mediaType } from "./media-types";
import type { RestMethodModel } from "../../model/rest-api/definition-model";

/** The parameters of a request that a method can require. */
export interface ParameterSource {
  path: (name: string) => string | undefined;
  querystring: (name: string) => string | undefined;
  header: (name: string) => string | undefined;
}

/**
 * Names of the required parameters that are missing or blank, headers first, then those of the path and of the query string;
 * undefined if none is. "API Gateway only checks the existence."
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function parameterError(method: RestMethodModel, source: ParameterSource): RestError | undefined {
  if (!method.validatesParameters) {
    return undefined;
  }
  const parameters = Object.entries(method.requestParameters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const missing = parameters.flatMap(([parameter, required]) => {
    const [, place, name = ""] = /^method\.request\.(path|querystring|header)\.(.+)$/.exec(parameter) ?? [];
    const value = place === undefined ? "" : source[place as keyof ParameterSource](name);
    return required && place !== undefined && (value === undefined || value.trim() === "") ? [name] : [];
  });
  return missing.length === 0
    ? undefined
    : restError("BAD_REQUEST_PARAMETERS", { message: `Missing required request parameters: [${missing.join(", ")}]` });
}

/** The result of the check of a body. */
export type BodyCheck =
  /** `warnings` are those of the validator, such as of a format that it does not know. */
  | { kind: "valid"; warnings: string[] }
  | { kind: "invalid"; error: RestError & { validationErrorString: string } }
  /** The model can't be used; `why` is for the log. */
  | { kind: "unusable"; error: RestError; why: string };

/**
 * Checks the body against the model of its content type, or of `$default`; without one there is nothing to check. No body at all
 * is one that can't be parsed.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function checkBody(
  method: RestMethodModel,
  contentType: string | undefined,
  body: string | undefined,
): BodyCheck {
  const schema = method.validatesBody ? bodySchema(method, contentType) : undefined;
  if (schema === undefined) {
    return { kind: "valid", warnings: [] };
  }
  const check = checkJson(schema, body ?? "");
  switch (check.kind) {
    case "valid":
      return check;
    case "invalid":
      return invalid(check.messages);
    case "unusable":
      return { ...check, error: restError("API_CONFIGURATION_ERROR") };
  }
}

function invalid(messages: string[]): BodyCheck {
  return {
    kind: "invalid",
    error: { ...restError("BAD_REQUEST_BODY"), validationErrorString: `[${messages.join(", ")}]` },
  };
}

function bodySchema(method: RestMethodModel, contentType: string | undefined): unknown {
  const type = mediaType(contentType) ?? "application/json";
  const entry = Object.entries(method.requestModels).find(([key]) => key.toLowerCase() === type);
  return entry?.[1] ?? method.requestModels.$default;
}
