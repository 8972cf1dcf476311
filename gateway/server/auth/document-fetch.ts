import { get as httpGet } from "node:http";
import { get as httpsGet } from "node:https";

/** A document could not be had; the message says why, in a few words. */
export class FetchError extends Error {}

/** Gets a JSON object with a bound on time and size, and follows no redirects. */
export function fetchDocument(url: string, timeoutMs: number, maxBytes: number): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new FetchError(`${url}: ${why}`));
    if (!URL.canParse(url) || !/^https?:/.test(url)) {
      fail("not an http or https URL");
      return;
    }
    const request = (url.startsWith("https:") ? httpsGet : httpGet)(url, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.on("error", (error) =>
      fail(error.name === "AbortError" ? `no answer within ${timeoutMs} ms` : error.message),
    );
    request.on("response", (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        fail(`answered ${response.statusCode}`);
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxBytes) {
          fail(`more than ${maxBytes} bytes`);
          request.destroy();
        }
      });
      response.on("error", (error) => fail(error.message));
      response.on("end", () => {
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>);
        } catch {
          fail("not JSON");
        }
      });
    });
  });
}
