import { type DefinedError, type Options } from "ajv";
import { type PropertyValue } from "../engine/graph/value";
import { importPackage } from "../language/import-package";
import { isPlainlyValid } from "./plain-config";
import { ENFORCEMENT_LEVELS, type PolicyConfig, type PolicyInfo } from "./policy";
import { ownValue } from "../language/own-value";

/** The formats that configuration uses; others are not checked. */
const FORMATS: Options["formats"] = {
  date: (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  "date-time": (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)),
  uri: (text: string) => URL.canParse(text),
};

/** Every violation of the policies' configuration schemas, as `policy: field: problem` in the Pulumi engine's words. */
export async function configProblems(policies: PolicyInfo[], config: PolicyConfig): Promise<string[]> {
  const doubtful = policies.filter(
    ({ name, configSchema }) => !isPlainlyValid(configSchema, ownValue(config, name)?.properties),
  );
  if (doubtful.length === 0) {
    return [];
  }
  // a compiler of schemas, which takes longer than the rest of a check: most configuration needs none
  const { Ajv } = await importPackage("ajv", () => import("ajv"));
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, formats: FORMATS, logger: false });
  return doubtful.flatMap(({ name, configSchema }) => {
    const given = ownValue(config, name)?.properties ?? {};
    const validate = ajv.compile({
      type: "object",
      properties: { enforcementLevel: { enum: ENFORCEMENT_LEVELS }, ...configSchema.properties },
      required: configSchema.required,
    });
    validate(given);
    // with no keywords of our own, every error is one of the defined ones
    const errors = (validate.errors ?? []) as DefinedError[];
    return errors.flatMap((error) => (insideLaterBranch(error) ? [] : [`${name}: ${problem(error)}`])).sort();
  });
}

/** Of several alternatives the engine explains the first alone. */
function insideLaterBranch(error: DefinedError): boolean {
  return /\/(anyOf|oneOf)\/[1-9]\d*\//.test(error.schemaPath);
}

function problem(error: DefinedError): string {
  const field = error.instancePath.slice(1).replaceAll("/", ".");
  const text = description(error, field);
  return field === "" ? text : `${field}: ${text}`;
}

function description(error: DefinedError, field: string): string {
  switch (error.keyword) {
    case "required":
      return `${error.params.missingProperty} is required`;
    case "type":
      return `Invalid type. Expected: ${expectedTypes(error.schema)}, given: ${typeName(error.data as PropertyValue)}`;
    case "enum":
      return `${field} must be one of the following: ${error.params.allowedValues.map((value) => JSON.stringify(value)).join(", ")}`;
    case "const":
      return `${field} does not match: ${JSON.stringify(error.params.allowedValue)}`;
    case "minimum":
      return `Must be greater than or equal to ${error.params.limit}`;
    case "maximum":
      return `Must be less than or equal to ${error.params.limit}`;
    case "exclusiveMinimum":
      return `Must be greater than ${error.params.limit}`;
    case "exclusiveMaximum":
      return `Must be less than ${error.params.limit}`;
    case "multipleOf":
      return `Must be a multiple of ${error.params.multipleOf}`;
    case "minLength":
      return `String length must be greater than or equal to ${error.params.limit}`;
    case "maxLength":
      return `String length must be less than or equal to ${error.params.limit}`;
    case "pattern":
      return `Does not match pattern '${error.params.pattern}'`;
    case "format":
      return `Does not match format '${error.params.format}'`;
    case "minItems":
      return `Array must have at least ${error.params.limit} items`;
    case "maxItems":
      return `Array must have at most ${error.params.limit} items`;
    case "uniqueItems":
      return `array items[${Math.min(error.params.i, error.params.j)},${Math.max(error.params.i, error.params.j)}] must be unique`;
    case "contains":
      return "At least one of the items must match";
    case "minProperties":
      return `Must have at least ${error.params.limit} properties`;
    case "maxProperties":
      return `Must have at most ${error.params.limit} properties`;
    case "additionalProperties":
      return `Additional property ${error.params.additionalProperty} is not allowed`;
    case "anyOf":
      return "Must validate at least one schema (anyOf)";
    case "oneOf":
      return "Must validate one and only one schema (oneOf)";
    case "not":
      return "Must not validate the schema (not)";
    default:
      return error.message ?? error.keyword;
  }
}

function expectedTypes(schema: unknown): string {
  return Array.isArray(schema) ? `[${schema.join(",")}]` : String(schema);
}

function typeName(value: PropertyValue): string {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "array";
  }
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}
