import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { ownValue } from "../../../language/own-value";

const FOLDER = join(__dirname, "page");
const NAME = /^[a-z-]+\.(?:html|css|js|svg)$/;
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** A file of the page. */
export interface Asset {
  type: string;
  content: Buffer;
}

/** Returns a file of the page, or undefined if it has none of that name. */
export async function readAsset(name: string): Promise<Asset | undefined> {
  const type = ownValue(TYPES, extname(name));
  if (type === undefined || !NAME.test(name)) {
    return undefined;
  }
  const content = await readFile(join(FOLDER, name)).catch(() => undefined);
  return content && { type, content };
}
