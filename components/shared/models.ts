import { isRecord } from "../../language/is-record";
import { LIMITS } from "../../aws/quotas";
import { REST_PARAMETER_NAME } from "../../aws/parameter-mapping";
import { checkLimit } from "./limits";
import { jsonText } from "./shorthands";
import { type Expectation, nearFix, type Problems } from "./problems";

/** Writes the schemas of models out as JSON. The check of the arguments refuses one that is known only later. */
export function plainModels(models: Record<string, object | string>): Record<string, string> {
  const texts = Object.entries(models).map(([name, schema]) => [name, jsonText(schema)]);
  return Object.fromEntries(texts) as Record<string, string>;
}

/** Checks the API's models. https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html */
export function checkModels(problems: Problems, models: Record<string, string> = {}): void {
  const texts = Object.values(models).filter((text) => typeof text === "string");
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  checkLimit(problems, "", bytes, LIMITS.rest.models, "shorten the schemas, or validate in the function");
  for (const [name, text] of Object.entries(models)) {
    problems.unless(/^[A-Za-z0-9]+$/.test(name), "", {
      received: name,
      expected: "a name of letters and digits",
      fix: `write ${JSON.stringify(name.replace(/[^A-Za-z0-9]/g, ""))}`,
    });
    problems.known<string>(name, text, checkSchema);
  }
}

function checkSchema(text: string): Expectation | undefined {
  try {
    const schema: unknown = JSON.parse(text);
    return isRecord(schema)
      ? undefined
      : { received: schema, expected: "a JSON Schema: an object", fix: "write the schema" };
  } catch (error) {
    const received = error instanceof Error ? error.message : String(error);
    return { received, expected: "a JSON Schema as JSON", fix: "correct the JSON" };
  }
}

/** Checks the names of models that a route uses; `models` is undefined where they stand elsewhere. */
export function checkUsedModels(
  problems: Problems,
  used: readonly string[],
  models: ReadonlySet<string> | undefined,
): void {
  for (const received of used) {
    problems.unless(models === undefined || models.has(received), "requestModel", {
      received,
      expected: models?.size === 0 ? "a model: the API has none" : `one of ${[...(models ?? [])].join(", ")}`,
      fix: nearFix(received, [...(models ?? [])], "add it to models"),
    });
  }
}

const PARAMETER_NAME = new RegExp(`^${REST_PARAMETER_NAME}$`);

/** Checks the names of the headers and query parameters that a route requires. */
export function checkRequiredParameters(
  problems: Problems,
  route: { requiredHeaders?: string[]; requiredQueryParameters?: string[] },
): void {
  for (const argument of ["requiredHeaders", "requiredQueryParameters"] as const) {
    for (const received of route[argument] ?? []) {
      problems.unless(PARAMETER_NAME.test(received), argument, {
        received,
        expected: "a name of letters, digits and : . _ $ -",
        fix: "rename the parameter, or check it in the backend",
      });
    }
  }
}
