import type Crypto from "node:crypto";
import type Fs from "node:fs";
import type Path from "node:path";

/** Texts in a folder that are kept between runs, each with its checksum: one that was cut or changed is as good as none. */
export interface CheckedTexts {
  /** Returns the SHA-256 digest in hexadecimal digits. */
  digest(this: void, content: string | Uint8Array): string;
  read(entry: string): string | undefined;
  keep(entry: string, text: string): void;
}

/**
 * Opens a folder of checked texts.
 *
 * It may use nothing but its parameters: the preload of a program's process has it as text.
 */
export function openCheckedTexts(load: NodeJS.Require, folder: string): CheckedTexts {
  const fs = load("node:fs") as typeof Fs;
  const path = load("node:path") as typeof Path;
  const { createHash } = load("node:crypto") as typeof Crypto;

  function digest(content: string | Uint8Array): string {
    return createHash("sha256").update(content).digest("hex");
  }

  function read(entry: string): string | undefined {
    try {
      const content = fs.readFileSync(path.join(folder, entry), "utf8");
      const end = content.indexOf("\n");
      const text = content.slice(end + 1);
      return end > 0 && content.slice(0, end) === digest(text) ? text : undefined;
    } catch {
      return undefined;
    }
  }

  function keep(entry: string, text: string): void {
    try {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      const draft = path.join(folder, `${entry}.${process.pid}`);
      fs.writeFileSync(draft, `${digest(text)}\n${text}`, { mode: 0o600 });
      fs.renameSync(draft, path.join(folder, entry)); // several stacks may start at once
    } catch {
      // a cache that can't be written is no cache
    }
  }

  return { digest, read, keep };
}
