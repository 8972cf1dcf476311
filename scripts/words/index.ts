import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type FoundWord, wordsOfMarkdown, wordsOfSource } from "./check";

/** `npm run lint:words`: lists the words that the project doesn't use, and exits with 1 where it finds any. */
const root = join(__dirname, "../..");

/** Files about the words, and texts that other people wrote. */
const EXCLUDED = /^(scripts\/words\/|tests\/scripts\/words\/)|^(LICENSE|CHANGELOG\.md)$|^site\/content\//;

const SKIPPED_FOLDERS = new Set(["node_modules", "dist", "fixtures", ".git", ".gatewright", ".changeset"]);

function wordsIn(file: string): FoundWord[] {
  const text = readFileSync(join(root, file), "utf8");
  return file.endsWith(".md") ? wordsOfMarkdown(text) : wordsOfSource(text);
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? (SKIPPED_FOLDERS.has(entry.name) ? [] : filesBelow(path)) : [path];
  });
}

const files = filesBelow("").filter((path) => /\.(ts|mts|mjs|js|md)$/.test(path) && !EXCLUDED.test(path));
for (const file of files) {
  for (const { line, word, instead } of wordsIn(file)) {
    console.log(`${file}:${String(line)}: "${word}": use ${instead}`);
    process.exitCode = 1;
  }
}
