import { actionMatches } from "../../aws/iam/action";
import { Undecided } from "../graph/unknown";
import { type Fields, fieldsAt } from "../graph/value";
import { isRecord } from "../../language/is-record";

/** A condition of a statement: one operator on one key. */
export interface PolicyCondition {
  operator: string;
  /** In lower case: `aws:sourceip`. */
  key: string;
  values: string[];
}

/** A statement of an IAM resource policy. */
export interface Statement {
  effect: string;
  /** True for a principal of `*`, and for everybody but some. */
  everybody: boolean;
  /** True where it is about invoking the API. */
  invokes: boolean;
  /** True where it is about all of the API. */
  everything: boolean;
  conditions: PolicyCondition[];
}

const INVOKE = "execute-api:Invoke";
/** `*`, `execute-api:/*`, `arn:aws:execute-api:*:*:abcde12345/*`, and the same with a star for each part. */
const EVERYTHING = /^(\*|execute-api:\/\*|(arn:[^/]*:)?(execute-api:)?[^/]*(\/\*)+)$/;

/** Returns the statements of a policy; an empty list where there is no policy. Throws `Undecided` for what is not JSON. */
export function policyStatements(policy: string | undefined): Statement[] {
  if (policy === undefined) {
    return [];
  }
  try {
    return documentStatements(JSON.parse(policy));
  } catch (error) {
    throw error instanceof SyntaxError ? new Undecided("the resource policy is not JSON") : error;
  }
}

/** Returns the statements of a policy document, as a body holds it. */
export function documentStatements(document: unknown): Statement[] {
  const statements: unknown = isRecord(document) ? document.Statement : undefined;
  return listOf(statements).filter(isRecord).map(statementOf);
}

function statementOf(fields: Fields): Statement {
  const { Action: action, NotAction: notAction, Resource: resource, NotResource: notResource } = fields;
  const covers = (patterns: unknown): boolean => texts(patterns).some((pattern) => actionMatches(pattern, INVOKE));
  return {
    effect: String(fields.Effect),
    everybody: fields.NotPrincipal !== undefined || isEverybody(fields.Principal),
    invokes: action === undefined ? notAction !== undefined && !covers(notAction) : covers(action),
    everything:
      notResource === undefined && (resource === undefined || texts(resource).some((one) => EVERYTHING.test(one))),
    conditions: Object.entries(fieldsAt(fields, "Condition") ?? {}).flatMap(([operator, tests]) =>
      Object.entries(isRecord(tests) ? tests : {}).map(([key, values]) => ({
        operator,
        key: key.toLowerCase(),
        values: listOf(values).map(String),
      })),
    ),
  };
}

function isEverybody(principal: unknown): boolean {
  return principal === "*" || (isRecord(principal) && listOf(principal.AWS).includes("*"));
}

/** Condition keys that say nothing of the caller. */
const ABOUT_THE_REQUEST =
  /^aws:(securetransport|currenttime|epochtime|useragent|referer|requestedregion|viaawsservice|resource(account|tag.*))$/;

/** Returns true for a condition that narrows who may call: not one on the time or TLS, nor one on every address. */
export function limitsCallers({ key, values }: PolicyCondition): boolean {
  return !ABOUT_THE_REQUEST.test(key) && !values.some((value) => ["*", "0.0.0.0/0", "::/0"].includes(value));
}

function texts(value: unknown): string[] {
  return listOf(value).filter((item): item is string => typeof item === "string");
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
