import type * as pulumi from "@pulumi/pulumi";
import { isDeferred, type Problems } from "./problems";

/** The length that AWS allows for a text. */
export interface TextLimit {
  most: number;
  /** The AWS page that states it. */
  source: string;
}

const V2 = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference";

/** `StringWithLengthBetween1And128`: the name of an API of version 2. */
export const API_NAME: TextLimit = { most: 128, source: `${V2}/apis.html` };
/** `StringWithLengthBetween0And1024`: the description of an API, a stage, or an integration. */
export const DESCRIPTION: TextLimit = { most: 1024, source: `${V2}/apis.html` };
/** `StringWithLengthBetween1And64`: the operation's name of a route. */
export const OPERATION_NAME: TextLimit = { most: 64, source: `${V2}/apis-apiid-routes.html` };

/** Checks the length of a known text. */
export function checkText(
  problems: Problems,
  argument: string,
  text: pulumi.Input<string> | undefined,
  { most, source }: TextLimit,
): void {
  problems.known<unknown>(argument, text, (received) =>
    typeof received !== "string" || received.length <= most
      ? undefined
      : { received: received.length, expected: `at most ${most} characters (${source})`, fix: "shorten it" },
  );
}

const TAGS = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";
const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/**
 * Checks the known tags of resources.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported.html
 */
export function checkTags(
  problems: Problems,
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
): void {
  if (tags === undefined || isDeferred(tags)) {
    return;
  }
  const names = Object.keys(tags);
  problems.unless(names.length <= MOST_TAGS, "", {
    received: names.length,
    expected: `at most ${MOST_TAGS} tags (${TAGS})`,
    fix: "remove some",
  });
  for (const [name, value] of Object.entries(tags)) {
    problems.unless(!name.toLowerCase().startsWith("aws:"), "", {
      received: name,
      expected: `names that don't start with aws:, which AWS keeps for itself (${TAGS})`,
      fix: "rename it",
    });
    problems.unless(name.length >= 1 && name.length <= LONGEST_KEY, "", {
      received: name,
      expected: `names of 1 to ${LONGEST_KEY} characters (${TAGS})`,
      fix: "rename it",
    });
    checkText(problems, name, value, { most: LONGEST_VALUE, source: TAGS });
  }
}
