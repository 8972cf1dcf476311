import { shownJson } from "../../../language/shown-json";
import { isRecord } from "../../../language/is-record";

/** The number of zero bytes between the metadata and the body. */
const DELIMITER = Buffer.alloc(8);
/** The delimiter has to come within so many bytes. */
export const LONGEST_METADATA = 16 * 1024;

/** The status and the headers that a function's streamed response begins with. */
export interface StreamedHead {
  statusCode: number;
  headers: [string, string][];
}

/** The first parts of a streamed response: its head, with the beginning of the body, or why they are none. */
export type StreamedStart = { head: StreamedHead; rest: Buffer } | { problem: string };

/**
 * Reads the beginning of a function's streamed response: metadata in JSON, eight zero bytes, and the body.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 *
 * @param isAll Whether nothing follows.
 * @returns undefined where it takes more parts to tell
 */
export function readStreamedStart(bytes: Buffer, isAll: boolean): StreamedStart | undefined {
  const end = bytes.subarray(0, LONGEST_METADATA + DELIMITER.length).indexOf(DELIMITER);
  if (end >= 0) {
    const head = headOf(bytes.subarray(0, end).toString("utf8"));
    return typeof head === "string" ? { problem: head } : { head, rest: bytes.subarray(end + DELIMITER.length) };
  }
  return isAll || bytes.length > LONGEST_METADATA
    ? {
        problem: `the function's streamed response has no metadata with eight zero bytes after it within ${LONGEST_METADATA} bytes: write to awslambda.HttpResponseStream.from(responseStream, { statusCode, headers })`,
      }
    : undefined;
}

function headOf(text: string): StreamedHead | string {
  const problem =
    "the metadata of the function's streamed response has to be a JSON object with statusCode and headers";
  let metadata: unknown;
  try {
    metadata = JSON.parse(text);
  } catch {
    return problem;
  }
  if (!isRecord(metadata)) {
    return problem;
  }
  const { statusCode, headers, multiValueHeaders, cookies } = metadata;
  const status = Number(statusCode ?? 200);
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    return `${problem}; statusCode is ${shownJson(statusCode)}`;
  }
  const wrong = Object.entries({ headers, multiValueHeaders }).find(([, value]) => !isRecord(value ?? {}));
  if (wrong !== undefined) {
    return `${problem}; ${wrong[0]} is ${shownJson(wrong[1])}`;
  }
  const entries = (value: unknown): [string, unknown][] => Object.entries(isRecord(value) ? value : {});
  const all = [
    ...entries(headers),
    ...entries(multiValueHeaders).flatMap(([name, values]) =>
      [values].flat().map((value): [string, unknown] => [name, value]),
    ),
    ...(Array.isArray(cookies) ? cookies.map((cookie): [string, unknown] => ["set-cookie", cookie]) : []),
    // the length of what is streamed is not known
  ].filter(([name, value]) => value !== null && value !== undefined && name.toLowerCase() !== "content-length");
  const typed = all.some(([name]) => name.toLowerCase() === "content-type");
  return {
    statusCode: status,
    headers: [
      ...(typed ? [] : ([["content-type", "application/json"]] as [string, string][])),
      ...all.map(([name, value]): [string, string] => [name.toLowerCase(), String(value)]),
    ],
  };
}
