import type { Problem } from "../shared/problems";
import { escapePointer, isRecord } from "../shared/openapi";

type Json = Record<string, unknown>;

/** Returns what every document must have, and every reference in it that leads nowhere, each with its JSON pointer. */
export function documentProblems(document: Json): Problem[] {
  const info = isRecord(document.info) ? document.info : {};
  const missing = (["title", "version"] as const).filter((field) => typeof info[field] !== "string");
  return [
    ...missing.map((field) => ({
      argument: `openapi.document /info/${field}`,
      received: info[field],
      expected: "a text",
      fix: `write the document's ${field}`,
    })),
    ...referenceProblems(document, document, ""),
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
  for (const part of reference.slice(1).split("/").slice(1)) {
    const key = decodeURIComponent(part).replace(/~1/g, "/").replace(/~0/g, "~");
    found = Array.isArray(found) ? (found as unknown[])[Number(key)] : isRecord(found) ? found[key] : undefined;
  }
  return found !== undefined;
}
