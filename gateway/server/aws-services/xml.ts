import { ownValue } from "../../../language/own-value";

type Members = Record<string, unknown>;

const ELEMENT = /<([\w.:-]+)(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/\1>)/g;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The members of an answer in a query service's XML, as the service writes the same in JSON. */
export function membersOf(xml: string): Members {
  const members: Members = {};
  for (const [, name = "", content = ""] of xml.matchAll(ELEMENT)) {
    const value = /<[\w.:-]/.test(content) ? membersOf(content) : unescaped(content);
    const before = ownValue(members, name);
    members[name] =
      before === undefined ? value : [...(Array.isArray(before) ? (before as unknown[]) : [before]), value];
  }
  return members;
}

/** Elements for the members; a list is the same element again and again. */
export function elements(value: Members): string {
  return Object.entries(value)
    .flatMap(([name, item]) => (Array.isArray(item) ? (item as unknown[]) : [item]).map((one) => [name, one] as const))
    .map(([name, item]) =>
      typeof item === "object" && item !== null
        ? `<${name}>${elements(item as Members)}</${name}>`
        : `<${name}>${escaped(String(item as string | number))}</${name}>`,
    )
    .join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    const code = decimal ?? (hex === undefined ? undefined : String(Number.parseInt(hex, 16)));
    return code === undefined ? (ownValue(ENTITIES, name ?? "") ?? whole) : String.fromCodePoint(Number(code));
  });
}
