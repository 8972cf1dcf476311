import { get as httpGet } from "node:http";
import { get as httpsGet } from "node:https";
import { Deadlines } from "../shared/deadlines";

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
    });
    const deadlines = Deadlines.after(timeoutMs);
    const deadline = deadlines.add(() => {
      fail(`no answer within ${timeoutMs} ms`);
      request.destroy();
    });
    request.on("close", () => deadlines.remove(deadline));
    request.on("error", (error) => fail(error.message));
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
