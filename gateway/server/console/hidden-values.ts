import { parsedJson } from "../../../language/parsed-json";
import { type ResourceGraph } from "../../../engine/graph/graph";
import { graphSecrets, Scrubber } from "../../../engine/graph/scrubber";
import { SECRET_PLACEHOLDER } from "../../../language/secret-placeholder";
import type { ApiKeyModel } from "../../model/api-model";

/** Names of headers, parameters and members whose values are shown to nobody. */
const SECRET_NAME =
  /^(?:proxy-)?authorization$|^(?:set-)?cookies?2?$|token|secret|passw|api[-_]?key|signature|credential|^session|^(?:client_)?assertion$|private[-_]?key/i;
/** In query strings and forms, the code of an OAuth redirect too; in JSON, a `code` is that of an error. */
const SECRET_PARAMETER = new RegExp(`${SECRET_NAME.source}|^code$`, "i");
/** The scheme of an `Authorization` header, which is no secret. */
const SCHEME = /^(?:Bearer|Basic|Digest|AWS4-HMAC-SHA256) /i;
/** Shorter values of a request stand in other texts by chance. */
const SHORTEST_VALUE = 8;
/** A body that may be a form: names and values, encoded. */
const FORM = /^[\w.~%+-]+=[^&\s]*(?:&[\w.~%+-]+=[^&\s]*)*$/;
/** A member of JSON whose value is a text. */
const MEMBER = /"([^"\\]{1,100})"\s*:\s*"(?:[^"\\]|\\.)*(?:"|$)/g;

/** Hides what the live page shows to nobody: the secrets of every program that was served, and what names or carries a credential. */
export class HiddenValues {
  private readonly texts = new Set<string>();
  private scrubber = new Scrubber([]);

  /** Hides the secrets of a program from now on, too: a function of an earlier one may still answer. */
  add(graph: ResourceGraph, apiKeys: readonly Pick<ApiKeyModel, "value">[]): void {
    [...graphSecrets(graph), ...apiKeys.map(({ value }) => value)].forEach((text) => this.texts.add(text));
    this.scrubber = new Scrubber(this.texts);
  }

  /** Returns a text without the secrets of the programs. */
  text(text: string): string {
    return this.scrubber.text(text);
  }

  /** Returns what also hides the credentials of one request, wherever they occur in what belongs to it. */
  forRequest(headers: readonly (readonly [string, string])[], url: string): RequestHider {
    const values = new Set(this.texts);
    const take = (value: string): void => {
      for (const part of [value, value.replace(SCHEME, ""), ...cookieValues(value)]) {
        if (part.length >= SHORTEST_VALUE) {
          values.add(part);
        }
      }
    };
    headers.filter(([name]) => SECRET_NAME.test(name)).forEach(([, value]) => take(value));
    for (const [name, value] of queryOf(url)) {
      if (SECRET_PARAMETER.test(name)) {
        take(value);
      }
    }
    return new RequestHider(new Scrubber(values));
  }
}

/** Hides the credentials of one request. */
export class RequestHider {
  constructor(private readonly scrubber: Scrubber) {}

  headers(headers: readonly (readonly [string, string])[]): [string, string][] {
    return headers.map(([name, value]) => [
      name,
      SECRET_NAME.test(name) ? `${SCHEME.exec(value)?.[0] ?? ""}${SECRET_PLACEHOLDER}` : this.text(value),
    ]);
  }

  /** The path and the query string, whose parameters may be tokens. */
  url(url: string): string {
    const at = url.indexOf("?");
    return at < 0 ? this.text(url) : `${this.text(url.slice(0, at))}?${this.form(url.slice(at + 1))}`;
  }

  /** A body, an event or a result: JSON with its secret members hidden, a form, or any other text. */
  content(text: string): string {
    const value = parsed(text);
    if (value !== undefined) {
      return this.text(JSON.stringify(this.value(value), undefined, 2));
    }
    if (FORM.test(text)) {
      return this.form(text);
    }
    // JSON that was cut off
    const members = text.replace(MEMBER, (whole, name: string) =>
      SECRET_NAME.test(name) ? `"${name}":"${SECRET_PLACEHOLDER}"` : whole,
    );
    return this.text(members);
  }

  text(text: string): string {
    return this.scrubber.text(text);
  }

  private form(text: string): string {
    const pairs = text.split("&").map((pair) => {
      const [name = ""] = pair.split("=", 1);
      return SECRET_PARAMETER.test(decoded(name)) && pair.includes("=") ? `${name}=${SECRET_PLACEHOLDER}` : pair;
    });
    return this.text(pairs.join("&"));
  }

  private value(value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map((item) => this.value(item));
    }
    if (typeof value === "string") {
      const inner = parsed(value);
      return inner === undefined ? (FORM.test(value) ? this.form(value) : value) : JSON.stringify(this.value(inner));
    }
    if (value === null || typeof value !== "object") {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, SECRET_NAME.test(name) ? hidden(item) : this.value(item)]),
    );
  }
}

/** Hides every text and number in a value, so that what it consists of still shows. */
function hidden(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(hidden);
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hidden(item)]));
  }
  return typeof value === "string" || typeof value === "number" ? SECRET_PLACEHOLDER : value;
}

function parsed(text: string): unknown {
  return /^\s*[[{]/.test(text) ? parsedJson(text) : undefined;
}

function cookieValues(value: string): string[] {
  return value.split(/;\s*/).flatMap((pair) => (pair.includes("=") ? [pair.slice(pair.indexOf("=") + 1)] : []));
}

function queryOf(url: string): [string, string][] {
  const at = url.indexOf("?");
  return at < 0 ? [] : [...new URLSearchParams(url.slice(at + 1))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
