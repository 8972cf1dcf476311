import { isIP, isIPv4 } from "node:net";
import { ownValue } from "../../../language/own-value";

/** Returns what is wrong with a text of a format, or undefined. */
type FormatCheck = (text: string) => string | undefined;

const DATE_TIME_FORMATS = "[yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]";
/** An address of IPv4 written as one of IPv6: Java reads it as IPv4. */
const MAPPED = /^(?:0{0,4}:){2,5}ffff:\d+\.\d+\.\d+\.\d+$/i;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,12})?(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** The formats that the validator knows beside those of draft 4: it checks them, and warns of any other. */
const FORMATS: Readonly<Record<string, FormatCheck>> = {
  base64: (text) => {
    if (text.length % 4 !== 0) {
      return `input has illegal length (must be a multiple of 4, found ${text.length})`;
    }
    const index = text.replace(/={0,2}$/, "").search(/[^A-Za-z0-9+/]/);
    return index < 0
      ? undefined
      : `illegal character "${text[index] ?? ""}" at index ${index} (not in Base64 alphabet)`;
  },
  "date-time": (text) =>
    isDateTime(text) ? undefined : `string "${text}" is invalid against requested date format(s) ${DATE_TIME_FORMATS}`,
  email: (text) => unless(isEmail(text), `string "${text}" is not a valid email address`),
  hostname: (text) => unless(isHostName(text), `string "${text}" is not a valid hostname`),
  ipv4: (text) => unless(isIPv4(text) || MAPPED.test(text), `string "${text}" is not a valid IPv4 address`),
  ipv6: (text) => unless(isIP(text) === 6 && !MAPPED.test(text), `string "${text}" is not a valid IPv6 address`),
  "json-pointer": (text) =>
    unless(/^(?:\/(?:[^~/]|~[01])*)*$/.test(text), `input string "${text}" is not a valid JSON Pointer`),
  mac: (text) =>
    unless(/^[A-Fa-f0-9]{2}(?::[A-Fa-f0-9]{2}){5}$/.test(text), `input string "${text}" is not a valid MAC address`),
  md5: hexadecimal(32),
  regex: (text) => unless(isRegex(text), `string "${text}" is not a valid ECMA 262 regular expression`),
  sha1: hexadecimal(40),
  sha256: hexadecimal(64),
  sha512: hexadecimal(128),
  uri: (text) => unless(isUri(text), `string "${text}" is not a valid URI`),
  uuid: (text) =>
    unless(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text), `input string "${text}" is not a valid UUID`),
};

export function isKnownFormat(format: string): boolean {
  return Object.hasOwn(FORMATS, format);
}

/** Returns what is wrong with a text of a format, in the validator's words; undefined where it is valid. */
export function formatProblem(format: string, text: string): string | undefined {
  return ownValue(FORMATS, format)?.(text);
}

function unless(isValid: boolean, problem: string): string | undefined {
  return isValid ? undefined : problem;
}

function isDateTime(text: string): boolean {
  const [, year = NaN, month = NaN, day, hour = NaN, minute = NaN, second = NaN] = (DATE_TIME.exec(text) ?? []).map(
    Number,
  );
  // a day that the month does not have is one of another month
  return (
    new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1 && hour < 24 && minute < 60 && second < 60
  );
}

/** As JavaMail reads one address strictly, with the name before it that mail has. */
function isEmail(written: string): boolean {
  const text = /^[^<>,;]*<([^<>]*)>[^<>,;]*$/.exec(written)?.[1] ?? written;
  const [, local = "", domain = ""] = /^(.*)@(.*)$/s.exec(text) ?? [];
  return (
    (/^"(?:[^"\\]|\\.)*"$/.test(local) || /^(?!\.)(?!.*\.\.)[^\s()<>,;:\\"[\]@]+(?<!\.)$/.test(local)) &&
    (/^\[[^[\]]+\]$/.test(domain) || /^(?!\.)(?!.*\.\.)[\p{L}\p{N}.-]+(?<!\.)$/u.test(domain))
  );
}

function isHostName(text: string): boolean {
  const labels = text.replace(/\.$/, "").split(".");
  return (
    text.length <= 253 &&
    labels.every((label) => /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u.test(label)) &&
    !/^\d/.test(labels.at(-1) ?? "")
  );
}

/** As ECMA 262 had them in its third edition: without named groups and lookbehind. */
export function isRegex(text: string): boolean {
  if (/\(\?</.test(text.replace(/\\./g, ""))) {
    return false;
  }
  try {
    new RegExp(text);
  } catch {
    return false;
  }
  return true;
}

/** As `java.net.URI` parses it: relative references too, without characters that have to be encoded. */
function isUri(text: string): boolean {
  return (
    !/[\s"<>\\^`{|}\p{Cc}]/u.test(text) &&
    !/%(?![0-9A-Fa-f]{2})/.test(text) &&
    text.split("#").length <= 2 &&
    !/^[^/?#]*:(?:$|#)/.test(text) &&
    !/^(?:[^/?#]*:)?\/\/$/.test(text) &&
    !/\/\/\[[^\]]*(?:[/?#]|$)/.test(text) &&
    /^(?:[A-Za-z][A-Za-z0-9+.-]*:|[^:]*$|[^:]*[/?#])/.test(text)
  );
}

function hexadecimal(length: number): FormatCheck {
  return (text) => {
    if (text.length !== length) {
      return `input string has incorrect length (${text.length}, expected ${length})`;
    }
    const index = text.search(/[^0-9A-Fa-f]/);
    return index < 0 ? undefined : `illegal character "${text[index] ?? ""}" in input at index ${index}`;
  };
}
