import { type ResourceGraph } from "./graph";
import { SECRET_PLACEHOLDER } from "../../language/secret-placeholder";
import { isSecret, type PropertyValue, UNKNOWN } from "./value";

/** Shorter texts are too likely to stand in a message by chance. */
const SHORTEST_SECRET = 4;
/** A line of a longer secret, or a value in one that is JSON, says less by itself: it has to be longer to be hidden. */
const SHORTEST_PART = 8;
/** V8 refuses a pattern with longer alternatives, from some 64,000 characters on: the body of an API with a secret in it is one. */
const LONGEST_IN_PATTERN = 10_000;

/** A user with a password, or a token in its place: https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1 */
const USER_OF_URL =
  /\b([a-z][a-z\d+.-]{0,20}:\/\/)(?:[^\s/?#@"'<>\\:]{0,200}:[^\s/?#@"'<>\\]{0,500}|[^\s/?#@"'<>\\:]{8,500})@/gi;

/**
 * Replaces secrets by `[secret]` in whatever is printed, as the Pulumi CLI's global log filter does. A program gets its secrets in
 * plain text and may put them anywhere: into a message, an error, a name, an output that it does not mark as secret.
 */
export class Scrubber {
  private readonly secrets: Set<string>;
  /** The forms that are replaced one by one, longest first. */
  private readonly long: readonly string[];
  private readonly pattern: RegExp | undefined;

  constructor(secrets: Iterable<string>) {
    this.secrets = new Set([...secrets].filter((text) => text.length >= SHORTEST_SECRET && !isPlaceholder(text)));
    const forms = new Set([...this.secrets].flatMap(formsOf));
    // longest first, so that a secret which holds another is hidden whole
    const sorted = [...forms].sort((left, right) => right.length - left.length);
    this.long = sorted.filter(({ length }) => length > LONGEST_IN_PATTERN);
    const short = sorted.slice(this.long.length);
    this.pattern = short.length === 0 ? undefined : new RegExp(short.map(literal).join("|"), "g");
  }

  /** The text with every secret in it replaced, and the user and password of every URL. */
  text(text: string): string {
    const rest = this.long.reduce(
      (left, form) => (form.length <= left.length ? left.replaceAll(form, SECRET_PLACEHOLDER) : left),
      text,
    );
    const hidden = this.pattern === undefined ? rest : rest.replace(this.pattern, SECRET_PLACEHOLDER);
    return hidden.includes("@") ? hidden.replace(USER_OF_URL, `$1${SECRET_PLACEHOLDER}@`) : hidden;
  }

  /** The value with what is marked as secret and every secret in its texts, keys and numbers replaced. */
  value(value: PropertyValue): PropertyValue {
    if (typeof value === "string") {
      return this.text(value);
    }
    if (typeof value === "number") {
      return this.secrets.has(String(value)) ? SECRET_PLACEHOLDER : value;
    }
    if (value === null || typeof value !== "object") {
      return value;
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.value(item));
    }
    return isSecret(value) ? SECRET_PLACEHOLDER : this.values(value);
  }

  values(values: Record<string, PropertyValue>): Record<string, PropertyValue> {
    return Object.fromEntries(Object.entries(values).map(([key, item]) => [this.text(key), this.value(item)]));
  }
}

/** Shorter values that a program marks as secret are too likely to stand in a log by chance. */
const SHORTEST_MARKED = 8;

/**
 * Returns the secrets of a graph that no output may have: the stack's decrypted ones, and what the program marks as secret in the inputs
 * of its resources. Outputs are left out, where the engine's own stand-ins are, such as the values of generated API keys.
 */
export function graphSecrets({
  secretTexts = [],
  resources,
}: Pick<ResourceGraph, "secretTexts" | "resources">): string[] {
  const marked = new Set<string>();
  resources.forEach(({ inputs }) => collect(inputs, false, marked));
  return [...secretTexts, ...[...marked].filter(({ length }) => length >= SHORTEST_MARKED)];
}

/** For messages about a graph: hides the stack's decrypted secrets and the values that its resources mark as secret. */
export function messageScrubber({
  secretTexts = [],
  resources,
  outputs,
}: Pick<ResourceGraph, "secretTexts" | "resources" | "outputs">): Scrubber {
  const texts = new Set(secretTexts);
  for (const node of resources) {
    collect(node.inputs, false, texts);
    collect(node.outputs, false, texts);
  }
  collect(outputs, false, texts);
  return new Scrubber(texts);
}

function collect(value: PropertyValue, within: boolean, texts: Set<string>): void {
  if (value === null || typeof value === "boolean") {
    return;
  }
  if (typeof value !== "object") {
    if (within) {
      texts.add(String(value));
    }
    return;
  }
  if (!Array.isArray(value) && isSecret(value)) {
    collect(value.value ?? null, true, texts);
    return;
  }
  for (const item of Object.values(value)) {
    collect(item, within, texts);
  }
}

function isPlaceholder(text: string): boolean {
  return text === UNKNOWN || text === SECRET_PLACEHOLDER;
}

/** The forms in which a secret gets printed: as it is, within JSON, within a URL, a line or a value of it alone. */
function formsOf(secret: string): string[] {
  const parts = [...secret.split(/\r?\n/), ...jsonTexts(secret), ...urlParts(secret)].filter(
    (part) => part.length >= SHORTEST_PART,
  );
  return [secret, ...parts].flatMap((text) => [text, JSON.stringify(text).slice(1, -1), urlForm(text)]);
}

/** The texts in a secret that is a JSON object or list, of which a program reads one at a time. */
function jsonTexts(secret: string): string[] {
  if (!/^\s*[[{]/.test(secret)) {
    return [];
  }
  try {
    const texts: string[] = [];
    JSON.parse(secret, (_key, value: unknown) => (typeof value === "string" ? texts.push(value) : value));
    return texts;
  } catch {
    return []; // no JSON: a secret as any other
  }
}

/** The host, the user and what follows of a secret that is a URL: messages name a URL by its host. */
function urlParts(secret: string): string[] {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(secret) || !URL.canParse(secret)) {
    return [];
  }
  const { hostname, username, password, pathname, searchParams } = new URL(secret);
  const host = /^(?:localhost|127\.\d+\.\d+\.\d+)$/.test(hostname) ? [] : [hostname];
  const segments = pathname.split("/").map(decoded);
  return [
    ...host,
    ...[username, password].flatMap((part) => [part, decoded(part)]),
    ...segments,
    ...searchParams.values(),
  ];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function urlForm(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text; // half of a surrogate pair
  }
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
