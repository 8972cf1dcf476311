import { ownValue } from "../../language/own-value";
import { ANY_VALUE, type ConditionContext } from "./condition-context";

/** A text of a policy with its variables replaced. */
export interface Expanded {
  text: string;
  /** The places of stars and question marks that came from variables: they stand for themselves. */
  literals?: ReadonlySet<number>;
  /** Indicates whether a variable may have any value, for which a star stands. */
  isAny?: boolean;
}

/** The version of the policy language that has variables: in others, `${aws:username}` is a text like any. */
export const VERSION_WITH_VARIABLES = "2012-10-17";

const VARIABLE = /\$\{([^{}]*)\}/g;
const NAME_AND_DEFAULT = /^([^,']+?)\s*(?:,\s*'([^']*)')?$/;

/**
 * Replaces the variables of a policy's text: `${aws:username}`, `${aws:username, 'nobody'}`, and `${*}`, `${?}` and `${$}` for these
 * characters themselves. Undefined where a variable has neither value nor default: nothing is equal to such a text, or like it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function expandVariables(text: string, context: ConditionContext): Expanded | undefined {
  let written = "";
  let end = 0;
  let isAny = false;
  const literals = new Set<number>();
  for (const match of text.matchAll(VARIABLE)) {
    const value = valueOf(match[1] ?? "", context);
    if (value === undefined) {
      return undefined;
    }
    isAny ||= value === ANY_VALUE;
    written += text.slice(end, match.index);
    end = match.index + match[0].length;
    if (value === ANY_VALUE) {
      written += "*";
    } else {
      [...value.matchAll(/[*?]/g)].forEach(({ index }) => literals.add(written.length + index));
      written += value;
    }
  }
  return { text: written + text.slice(end), literals, isAny };
}

function valueOf(variable: string, context: ConditionContext): string | typeof ANY_VALUE | undefined {
  if (variable === "*" || variable === "?" || variable === "$") {
    return variable;
  }
  const [, name = "", fallback] = NAME_AND_DEFAULT.exec(variable) ?? [];
  const values = ownValue(context, name.toLowerCase());
  // a key with several values is no variable
  return values === ANY_VALUE ? values : values?.length === 1 ? values[0] : fallback;
}

/**
 * Does the same for a `Resource`: "only in the resource portion of the ARN ... after the fifth colon".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function expandResource(arn: string, context: ConditionContext): Expanded | undefined {
  const [head = ""] = /^(?:[^:]*:){5}/.exec(arn) ?? [];
  if (head === "") {
    return { text: arn };
  }
  const resource = expandVariables(arn.slice(head.length), context);
  return resource && { text: head + resource.text, literals: shifted(resource.literals, head.length) };
}

/** Returns the places of literals in a text that begins so much earlier. */
export function shifted(literals: Expanded["literals"], by: number): ReadonlySet<number> {
  return new Set([...(literals ?? [])].map((place) => place + by));
}
