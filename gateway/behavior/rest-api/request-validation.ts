import { JsonSyntaxError, parseJson } from "../templates/json";
import type { JavaValue } from "../templates/java-values";
import { restError, type RestError } from "./gateway-responses";
import { JsonSchema } from "./json-schema/json-schema";
import { SchemaError } from "./json-schema/report";
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

/** In the words of the execution log: https://github.com/localstack/localstack/issues/4028 shows one of an invalid body. */
const UNPARSABLE = "Unknown error parsing request body";

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
  let value: JavaValue;
  try {
    value = parseJson(body ?? "", "exact");
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      return invalid([UNPARSABLE]);
    }
    throw error;
  }
  try {
    const { isSuccess, messages } = validatorOf(schema).validate(value);
    const texts = messages.map(({ text }) => text);
    return isSuccess ? { kind: "valid", warnings: texts } : invalid(texts);
  } catch (error) {
    if (error instanceof SchemaError) {
      return {
        kind: "unusable",
        error: restError("API_CONFIGURATION_ERROR"),
        why: `the model is no JSON Schema of draft 4 that can be used: ${error.message}`,
      };
    }
    throw error;
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

const validators = new WeakMap<object, JsonSchema>();

function validatorOf(schema: unknown): JsonSchema {
  if (typeof schema !== "object" || schema === null) {
    return new JsonSchema(schema);
  }
  const validator = validators.get(schema) ?? new JsonSchema(schema);
  validators.set(schema, validator);
  return validator;
}
