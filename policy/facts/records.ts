import { CLOUDFLARE_RECORDS } from "../../aws/resource-types";
import { type PolicyResource } from "../graph/resource";

export interface Target {
  name: string;
  zone: string | undefined;
}

/** Returns the targets of a DNS record that are known, and the property that holds them. */
export function recordTargets(record: PolicyResource): { path: string; known: Target[] } {
  if (CLOUDFLARE_RECORDS.includes(record.type)) {
    const path = record.has("content") ? "content" : "value";
    const name = record.maybeText(path);
    return { path, known: name === undefined ? [] : [{ name: normalName(name), zone: undefined }] };
  }
  const path = record.isUnknown("aliases") || record.list("aliases").length > 0 ? "aliases" : "records";
  if (path === "records") {
    return { path, known: record.knownTexts(path).known.map((name) => ({ name: normalName(name), zone: undefined })) };
  }
  const count = record.isUnknown(path) ? 0 : record.list(path).length;
  const known = Array.from({ length: count }, (_, index) => ({
    name: record.maybeText(`${path}.${String(index)}.name`),
    zone: record.maybeText(`${path}.${String(index)}.zoneId`),
  }));
  return {
    path,
    known: known.flatMap(({ name, zone }) => (name === undefined ? [] : [{ name: normalName(name), zone }])),
  };
}

/** DNS names compare without case and without the dot at the end. */
export function normalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}
