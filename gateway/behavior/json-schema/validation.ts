import { SlowPatternError } from "../shared/bounded-match";
import { boundedWork, TooMuchWorkError } from "../shared/bounded-work";
import type { JavaValue } from "../templates/java-values";
import { JsonSyntaxError, parseJson } from "../templates/json";
import { JsonSchema } from "./json-schema";
import { SchemaError } from "./report";

/** The result of the check of a text against a schema. */
export type SchemaCheck =
  /** `warnings` are those of the validator, such as of a format that it does not know. */
  | { kind: "valid"; warnings: string[] }
  | { kind: "invalid"; messages: string[] }
  /** The schema can't be used; `why` is for the log. */
  | { kind: "unusable"; why: string };

/** In the words of the execution log: https://github.com/localstack/localstack/issues/4028 shows one of an invalid body. */
const UNPARSABLE = "Unknown error parsing request body";

/** Checks a text that has to be JSON against a schema of draft 4. An empty text is one that can't be parsed. */
export function checkJson(schema: unknown, text: string): SchemaCheck {
  let value: JavaValue;
  try {
    value = parseJson(text, "exact");
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      return { kind: "invalid", messages: [UNPARSABLE] };
    }
    throw error;
  }
  try {
    const { isSuccess, messages } = boundedWork("the model", () => validatorOf(schema).validate(value));
    const texts = messages.map(({ text: message }) => message);
    return isSuccess ? { kind: "valid", warnings: texts } : { kind: "invalid", messages: texts };
  } catch (error) {
    if (error instanceof SchemaError) {
      const why = `the model is no JSON Schema of draft 4 that can be used: ${error.message}`;
      return { kind: "unusable", why };
    }
    if (error instanceof SlowPatternError || error instanceof TooMuchWorkError) {
      return { kind: "unusable", why: error.message };
    }
    throw error;
  }
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
