import { createHash } from "node:crypto";
import { OPERATION_MEMBERS } from "../../aws/openapi";
import { isRecord } from "../../language/is-record";

/** The members of documents that are for readers alone: a change of it changes nothing that is deployed. */
const DOCUMENT_PROSE = ["info", "tags", "externalDocs"];
const OPERATION_PROSE = ["summary", "description", "tags", "externalDocs"];

/**
 * A hash of all that a deployment is a snapshot of. It is another one exactly when something of it has another value: the
 * order in which a document writes its properties, and its prose, do not count.
 */
export function fingerprint(body: Record<string, unknown>, settings: Record<string, unknown>): string {
  const text = JSON.stringify([withoutProse(body), settings], (_key, item: unknown) => {
    return isRecord(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item;
  });
  return createHash("sha256").update(text).digest("hex");
}

function withoutProse(body: Record<string, unknown>): Record<string, unknown> {
  const paths = isRecord(body.paths) ? body.paths : {};
  const bare = Object.entries(paths).map(([path, item]) => [path, isRecord(item) ? barePath(item) : item]);
  return { ...without(body, DOCUMENT_PROSE), paths: Object.fromEntries(bare) as Record<string, unknown> };
}

function barePath(item: Record<string, unknown>): Record<string, unknown> {
  const bare = Object.entries(without(item, ["summary", "description"])).map(([key, operation]) => [
    key,
    OPERATION_MEMBERS.includes(key) && isRecord(operation) ? without(operation, OPERATION_PROSE) : operation,
  ]);
  return Object.fromEntries(bare) as Record<string, unknown>;
}

function without(record: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}
