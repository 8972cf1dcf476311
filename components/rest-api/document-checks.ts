import { type Problem, Problems } from "../shared/problems";
import { escapePointer, fieldsOf, operationsOf, pointerParts } from "../../aws/openapi";
import { REST_PARAMETER_NAME } from "../../aws/parameter-mapping";
import { isRecord } from "../../language/is-record";

type Json = Record<string, unknown>;

/** Returns what every document must have, and every reference in it that leads nowhere, each with its JSON pointer. */
export function documentProblems(document: Json): Problem[] {
  const info = isRecord(document.info) ? document.info : {};
  const missing = (["title", "version"] as const).filter((field) => typeof info[field] !== "string");
  return [
    ...missing.map((field) => ({
      argument: `openapi.document /info/${field}`,
      received: info[field],
      expected: "a string",
      fix: `write the document's ${field}`,
    })),
    ...referenceProblems(document, document, ""),
    ...importProblems(document),
  ];
}

function referenceProblems(value: unknown, document: Json, pointer: string): Problem[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => referenceProblems(item, document, `${pointer}/${index}`));
  }
  if (!isRecord(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const place = `${pointer}/${escapePointer(key)}`;
    if (key !== "$ref" || typeof item !== "string") {
      return referenceProblems(item, document, place);
    }
    if (!item.startsWith("#")) {
      const expected = "a reference into the same document, the only ones that API Gateway follows";
      return [
        { argument: `openapi.document ${place}`, received: item, expected, fix: "bundle the documents into one" },
      ];
    }
    return resolves(item, document)
      ? []
      : [
          {
            argument: `openapi.document ${place}`,
            received: item,
            expected: "what it names",
            fix: "add it, or correct the name",
          },
        ];
  });
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function resolves(reference: string, document: Json): boolean {
  let found: unknown = document;
  for (const key of reference === "#" ? [] : pointerParts(reference)) {
    found = Array.isArray(found) ? (found as unknown[])[Number(key)] : isRecord(found) ? found[key] : undefined;
  }
  return found !== undefined;
}

/**
 * Returns what an import warns of, which fails it: names of parameters and statuses of responses.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
function importProblems(document: Json): Problem[] {
  const problems = new Problems();
  const variables = new Map<string, string>();
  for (const path of Object.keys(fieldsOf(document.paths))) {
    checkVariables(problems, path, variables);
  }
  for (const { pointer, fields } of operationsOf(document)) {
    checkOperation(problems, `openapi.document ${pointer}`, fields);
  }
  return [...problems.all];
}

const PARAMETER_NAME = new RegExp(`^${REST_PARAMETER_NAME}$`);

function checkOperation(problems: Problems, place: string, { parameters, responses }: Json): void {
  for (const [index, parameter] of (Array.isArray(parameters) ? parameters : []).entries()) {
    const name: unknown = isRecord(parameter) && parameter.in !== "body" ? parameter.name : undefined;
    problems.unless(typeof name !== "string" || PARAMETER_NAME.test(name), `${place}/parameters/${index}/name`, {
      received: name,
      expected: "a name of letters, digits and : . _ $ -, which API Gateway imports",
      fix: "rename the parameter, or take it out and read it in the backend",
    });
  }
  for (const status of Object.keys(isRecord(responses) ? responses : {})) {
    problems.unless(/^(\d{3}|default|x-.*)$/.test(status), `${place}/responses/${status}`, {
      received: status,
      expected: "a status of three digits, or default",
      fix: "write the statuses one by one",
    });
  }
}

/**
 * "A sibling ({id}) of this resource already has a variable path part -- only one unique variable path part is allowed"
 *
 * @param variables the variable path part below each path so far
 */
function checkVariables(problems: Problems, path: string, variables: Map<string, string>): void {
  const parts = path.split("/");
  for (const [depth, part] of parts.entries()) {
    const parent = parts.slice(0, depth).join("/") || "/";
    const known = variables.get(parent) ?? part;
    if (/^\{.+\}$/.test(part)) {
      variables.set(parent, known);
      problems.unless(known === part, `openapi.document /paths/${escapePointer(path)}`, {
        received: part,
        expected: `${known}, the one path variable below ${parent}`,
        fix: `write ${known} in both`,
      });
    }
  }
}
