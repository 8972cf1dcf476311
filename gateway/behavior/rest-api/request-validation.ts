import type * as AjvPackage from "ajv";
import type { ErrorObject, ValidateFunction } from "ajv";
import { optionalPackage } from "../shared/optional-package";
import { restError, type RestError } from "./gateway-responses";
import { mediaType } from "./media-types";
import type { RestMethodModel } from "../../model/rest-api/definition-model";

/** The data that a request has of the parameters that a method can require. */
export interface ParameterSource {
  path: (name: string) => string | undefined;
  querystring: (name: string) => string | undefined;
  header: (name: string) => string | undefined;
}

/** Names of the required parameters that are missing or blank, or undefined. "API Gateway only checks the existence." */
export function parameterError(method: RestMethodModel, source: ParameterSource): RestError | undefined {
  if (!method.validatesParameters) {
    return undefined;
  }
  const missing = Object.entries(method.requestParameters).flatMap(([parameter, required]) => {
    const [, place, name = ""] = /^method\.request\.(path|querystring|header)\.(.+)$/.exec(parameter) ?? [];
    const value = place === undefined ? "" : source[place as keyof ParameterSource](name);
    return required && place !== undefined && (value === undefined || value.trim() === "") ? [name] : [];
  });
  return missing.length === 0
    ? undefined
    : restError("BAD_REQUEST_PARAMETERS", { message: `Missing required request parameters: [${missing.join(", ")}]` });
}

/**
 * Checks the body against the model of its content type, or of `$default`; without one there is nothing to check.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function bodyError(
  method: RestMethodModel,
  contentType: string | undefined,
  body: string | undefined,
): (RestError & { validationErrorString: string }) | undefined {
  if (!method.validatesBody) {
    return undefined;
  }
  const type = mediaType(contentType) ?? "application/json";
  const entry = Object.entries(method.requestModels).find(([key]) => key.toLowerCase() === type);
  const schema = entry?.[1] ?? method.requestModels.$default;
  if (schema === undefined) {
    return undefined;
  }
  const problems = schemaProblems(schema, body);
  return problems === undefined
    ? undefined
    : { ...restError("BAD_REQUEST_BODY"), validationErrorString: `[${problems.join(", ")}]` };
}

const validators = new WeakMap<object, ValidateFunction>();

function validatorOf(schema: unknown): ValidateFunction {
  const key = typeof schema === "object" && schema !== null ? schema : {};
  let validator = validators.get(key);
  if (validator === undefined) {
    const { Ajv } = optionalPackage<typeof AjvPackage>("ajv", "the validation of request bodies");
    // one instance a schema: models of two APIs may share a name
    const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, validateFormats: false, logger: false });
    // by decimals, as draft 4 has it: floating point takes 19.99 for no multiple of 0.01
    ajv.removeKeyword("multipleOf");
    ajv.addKeyword({
      keyword: "multipleOf",
      type: "number",
      schemaType: "number",
      validate: isMultiple,
      errors: false,
    });
    validator = ajv.compile(key);
    validators.set(key, validator);
  }
  return validator;
}

/** Returns whether a number is a multiple of another, by the decimals that they are written with. */
function isMultiple(divisor: number, value: number): boolean {
  const scale = Math.max(decimalsOf(divisor), decimalsOf(value));
  const unit = scaled(divisor, scale);
  return unit !== 0n && scaled(value, scale) % unit === 0n;
}

function decimalsOf(value: number): number {
  const [, fraction = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}

function scaled(value: number, scale: number): bigint {
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const zeros = scale - fraction.length + Number(exponent);
  return BigInt(`${sign}${whole}${fraction}${"0".repeat(Math.max(0, zeros))}`);
}

function schemaProblems(schema: unknown, body: string | undefined): string[] | undefined {
  let value: unknown;
  try {
    value = body === undefined || body === "" ? {} : JSON.parse(body);
  } catch {
    return ["the request body is not valid JSON"];
  }
  let validator: ValidateFunction;
  try {
    validator = validatorOf(schema);
  } catch (error) {
    // AWS refuses such a model when it is made; letting the body pass would hide that
    return [`the model is no JSON Schema that can be used: ${error instanceof Error ? error.message : String(error)}`];
  }
  if (validator(value)) {
    return undefined;
  }
  return grouped(validator.errors ?? []);
}

/** The words of AWS's validator, which names all missing properties of one object together. */
function grouped(errors: ErrorObject[]): string[] {
  const messages = new Map<string, string[]>();
  for (const error of errors) {
    const [kind, names] = listed(error);
    const key = names === undefined ? wording(error) : `${error.instancePath} ${kind}`;
    messages.set(key, [...(messages.get(key) ?? []), ...(names ?? [])]);
  }
  return [...messages].map(([key, names]) => {
    if (names.length === 0) {
      return key;
    }
    const list = JSON.stringify(names.toSorted());
    return key.endsWith(" required")
      ? `object has missing required properties (${list})`
      : `object instance has properties which are not allowed by the schema: ${list}`;
  });
}

function listed({ keyword, params }: ErrorObject): [string, string[] | undefined] {
  const fields = params as { missingProperty?: string; additionalProperty?: string };
  switch (keyword) {
    case "required":
      return ["required", [fields.missingProperty ?? ""]];
    case "additionalProperties":
      return ["additional", [fields.additionalProperty ?? ""]];
    default:
      return [keyword, undefined];
  }
}

function wording({ keyword, schema, data, message }: ErrorObject): string {
  const found = JSON.stringify(data);
  const size = typeof data === "string" ? [...data].length : Array.isArray(data) ? data.length : 0;
  const limit = String(schema);
  switch (keyword) {
    case "type":
      return `instance type (${typeName(data)}) does not match any allowed primitive type (allowed: ${JSON.stringify([schema].flat())})`;
    case "enum":
      return `instance value (${found}) not found in enum (possible values: ${JSON.stringify(schema)})`;
    case "minimum":
      return `numeric instance is lower than the required minimum (minimum: ${limit}, found: ${found})`;
    case "maximum":
      return `numeric instance is greater than the required maximum (maximum: ${limit}, found: ${found})`;
    case "exclusiveMinimum":
      return `numeric instance is not strictly greater than the required minimum ${limit}`;
    case "exclusiveMaximum":
      return `numeric instance is not strictly lower than the required maximum ${limit}`;
    case "minLength":
      return `string ${found} is too short (length: ${size}, required minimum: ${limit})`;
    case "maxLength":
      return `string ${found} is too long (length: ${size}, maximum allowed: ${limit})`;
    case "pattern":
      return `ECMA 262 regex ${JSON.stringify(schema)} does not match input string ${found}`;
    case "minItems":
      return `array is too short: must have at least ${limit} elements but instance has ${size} elements`;
    case "maxItems":
      return `array is too long: must have at most ${limit} elements but instance has ${size} elements`;
    case "uniqueItems":
      return "array must not contain duplicate elements";
    default:
      return `${keyword}: ${message ?? ""}`;
  }
}

function typeName(value: unknown): string {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "array";
  }
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}
