import { Undecided } from "../graph/unknown";
import { type Fields, fieldsAt, isFields } from "../graph/value";

/** A statement of an IAM resource policy. */
export interface Statement {
  effect: string;
  principal: unknown;
  actions: string[];
  /** The condition keys. */
  conditions: string[];
}

/** Returns the statements of a policy; an empty list where there is no policy. Throws `Undecided` for what is not JSON. */
export function policyStatements(policy: string | undefined): Statement[] {
  if (policy === undefined) {
    return [];
  }
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    throw new Undecided("the resource policy is not JSON");
  }
  const statements: unknown = isFields(document) ? document.Statement : undefined;
  return listOf(statements).filter(isFields).map(statementOf);
}

function statementOf(fields: Fields): Statement {
  return {
    effect: String(fields.Effect),
    principal: fields.Principal,
    actions: listOf(fields.Action).filter((action): action is string => typeof action === "string"),
    conditions: Object.values(fieldsAt(fields, "Condition") ?? {}).flatMap((test) =>
      isFields(test) ? Object.keys(test) : [],
    ),
  };
}

export function isEverybody(principal: unknown): boolean {
  return principal === "*" || (isFields(principal) && listOf(principal.AWS).includes("*"));
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
