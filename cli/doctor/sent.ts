import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { bareToken } from "../../doctor";
import { type DoctorOptions } from "./options";
import { decodedText } from "../../language/decoded-text";

/** The contents of the files in the options. */
export interface SentFiles {
  token: string | undefined;
  ca: string | undefined;
  /** Lines of logs. */
  lines: string[] | undefined;
}

/**
 * Reads the files that the options name, and looks at what would be sent.
 *
 * @throws Error for all that cannot be sent, before anything is
 */
export async function readSent(options: DoctorOptions): Promise<SentFiles> {
  const problems = [...originProblems(options), ...nameProblems(options)];
  const attempt = <Value>(read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  };
  const { token: source, ca: authority, log } = options;
  const ca = authority === undefined ? undefined : attempt(() => readAuthority(authority));
  const lines = log === undefined ? undefined : attempt(() => readText(log, "--log").split("\n"));
  const written = source === "-" ? await text(process.stdin) : source && attempt(() => readText(source, "--token"));
  const token = written === undefined ? undefined : bareToken(written);
  if (token === "") {
    problems.push(`--token ${source}: there is no token in it.`);
  }
  if (problems.length > 0) {
    throw new Error(problems.join("\n"));
  }
  return { token, ca, lines };
}

/** As browsers write it: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin */
function originProblems({ origin }: DoctorOptions): string[] {
  return origin === undefined || origin === "null" || /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]+$/i.test(origin)
    ? []
    : [
        `--origin "${origin}" is not an origin: expected a scheme and a host without a path, such as https://app.example.com.`,
      ];
}

/** Methods and header names are tokens: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
function nameProblems({ method, corsHeader }: DoctorOptions): string[] {
  const isToken = (name: string): boolean => /^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name);
  return [
    ...(isToken(method) ? [] : [`--method "${method}" is not a method: expected one word, such as GET.`]),
    ...corsHeader
      .filter((name) => !isToken(name))
      .map((name) => `--cors-header "${name}" is not a header name: expected one word, such as authorization.`),
  ];
}

/** A file of certificates, each of which can be read. */
function readAuthority(file: string): string {
  const pem = readText(file, "--ca");
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) {
    throw new Error(`--ca ${file}: there is no certificate in it. Give a PEM file ("-----BEGIN CERTIFICATE-----").`);
  }
  for (const [index, block] of blocks.entries()) {
    try {
      new X509Certificate(block);
    } catch {
      throw new Error(`--ca ${file}: certificate ${index + 1} of ${blocks.length} cannot be read. Give a PEM file.`);
    }
  }
  return pem;
}

function readText(file: string, option: string): string {
  try {
    return decodedText(readFileSync(file));
  } catch (error) {
    const why =
      error instanceof Error && "code" in error && error.code === "ENOENT"
        ? "there is no such file"
        : "it cannot be read";
    throw new Error(`${option} ${file}: ${why}.`);
  }
}
