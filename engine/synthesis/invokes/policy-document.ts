import { createHash } from "node:crypto";
import { isSecret, reveal, secret, type PropertyValue } from "../../graph/value";
import type { Invoke } from "./invoke";
import { compact, listOf, objectOf, statement, textsOf, type Json } from "./policy-statement";

/**
 * The document that the provider renders: the same statements, order and JSON.
 * @see https://www.pulumi.com/registry/packages/aws/api-docs/iam/getpolicydocument/
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const policyDocumentInvokes: Readonly<Record<string, Invoke>> = {
  "aws:iam/getPolicyDocument:getPolicyDocument": (args) => {
    const document = policyDocument(objectOf(reveal(args)));
    const json = goJson(document, 2);
    const mark = (text: string): PropertyValue => (holdsSecret(args) ? secret(text) : text);
    return {
      version: DEFAULT_VERSION,
      ...args,
      id: String(createHash("sha256").update(json).digest().readUInt32BE(0)),
      json: mark(json),
      minifiedJson: mark(goJson(document, 0)),
    };
  },
};

const DEFAULT_VERSION = "2012-10-17";

/** Source documents, the own statements, overriding documents: a later statement replaces an earlier one of its Sid. */
function policyDocument(args: Json): Json {
  const version = typeof args.version === "string" ? args.version : DEFAULT_VERSION;
  const own: Json = compact({
    Version: version,
    Id: args.policyId,
    Statement: listOf(args.statements).map((given) => statement(objectOf(given), version)),
  });
  const sources = documents(args.sourcePolicyDocuments, "sourcePolicyDocuments");
  refuseRepeatedSids(sources.flatMap(statementsOf), "sourcePolicyDocuments");
  refuseRepeatedSids(statementsOf(own), "statements");
  const merged = [...sources, own, ...documents(args.overridePolicyDocuments, "overridePolicyDocuments")].reduce(merge);
  return compact({ ...merged, Statement: statementsOf(merged).length === 0 ? undefined : merged.Statement });
}

function merge(base: Json, next: Json): Json {
  const statements = statementsOf(base);
  for (const added of statementsOf(next)) {
    const at = sidOf(added) === "" ? -1 : statements.findIndex((other) => sidOf(other) === sidOf(added));
    statements.splice(at < 0 ? statements.length : at, at < 0 ? 0 : 1, added);
  }
  const versions = [base.Version, next.Version].filter((version) => typeof version === "string").sort();
  return compact({ Version: versions.pop(), Id: next.Id ?? base.Id, Statement: statements });
}

function documents(given: PropertyValue | undefined, argument: string): Json[] {
  return textsOf(given)
    .filter((text) => text !== "")
    .map((text, index) => {
      try {
        return normalised(objectOf(JSON.parse(text) as PropertyValue));
      } catch (error) {
        throw new Error(
          `getPolicyDocument: ${argument}[${index}] is not a JSON policy document (${String(error)}). Pass the json of another policy document.`,
        );
      }
    });
}

/** A parsed document as the provider writes it again: fields in its own order, lists of principals in reverse. */
function normalised(document: Json): Json {
  return compact({
    Version: document.Version,
    Id: document.Id,
    Statement: statementsOf(document).map(parsedStatement),
  });
}

function parsedStatement(given: Json): Json {
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = given;
  return compact({
    Sid,
    Effect,
    Action,
    NotAction,
    Resource,
    NotResource,
    Principal: parsedPrincipal(Principal),
    NotPrincipal: parsedPrincipal(NotPrincipal),
    Condition:
      Condition === undefined ? undefined : sorted(objectOf(Condition), (test) => sorted(objectOf(test), flat)),
  });
}

function parsedPrincipal(given: PropertyValue | undefined): PropertyValue | undefined {
  if (given === undefined || typeof given === "string") {
    return given;
  }
  return sorted(objectOf(given), (names) => (Array.isArray(names) ? textsOf(names).sort().reverse() : names));
}

/** A condition's values: text, and a single one bare. */
function flat(values: PropertyValue): PropertyValue {
  const texts = textsOf(values);
  return texts.length === 1 ? (texts[0] ?? "") : texts;
}

function sorted(value: Json, change: (item: PropertyValue) => PropertyValue): Json {
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, change(value[key] ?? null)]),
  );
}

function refuseRepeatedSids(statements: Json[], argument: string): void {
  const sids = statements.map(sidOf).filter((sid) => sid !== "");
  const repeated = sids.find((sid, at) => sids.indexOf(sid) !== at);
  if (repeated !== undefined) {
    throw new Error(
      `getPolicyDocument: ${argument} has two statements with the sid "${repeated}". Give each its own sid, or none.`,
    );
  }
}

function sidOf({ Sid: sid }: Json): string {
  return typeof sid === "string" ? sid : "";
}

function statementsOf(document: Json): Json[] {
  return listOf(document.Statement).map(objectOf);
}

/** JSON as the provider's language writes it, which escapes what could end an HTML script. */
function goJson(document: Json, indent: number): string {
  return JSON.stringify(document, undefined, indent).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function holdsSecret(value: PropertyValue): boolean {
  return isSecret(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsSecret));
}
