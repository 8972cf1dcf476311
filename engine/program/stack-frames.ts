import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isOwn } from "../monitor/source-position";
import { printLocation } from "../evaluation-error";
import { type SourceLocation } from "../graph/graph";

/** `at name (/path:1:2)`, `at /path:1:2`: an absolute path may have parentheses of its own. */
const FRAME = /^\s*at (?:async |.*? \()?((?:file:\/\/|\/|[A-Za-z]:\\)[^:]*|[^():]+):(\d+):(\d+)\)?/;
/** `index.ts(3,7): error TS1005`, `index.ts:3:7 - error`, and Node's `/path/index.js:3`. */
const COMPILER_PLACE = /^\s*(\S.*?\.[cm]?[jt]sx?)(?:\((\d+),(\d+)\)|:(\d+)(?::(\d+))?)(?=:|\s|$)/m;

/** The same wherever it stands in a message, with what is between it and the words. */
const COMPILER_PLACES = /^(\s*)(\S.*?\.[cm]?[jt]sx?)(?:\((\d+),(\d+)\)|:(\d+):(\d+))(?:: | - )/gm;

/** The first frame of a stack, or the place in a compiler's message, that is in the user's own files. */
export function ownLocation(text: string, directory: string): SourceLocation | undefined {
  const plain = stripColours(text);
  for (const line of plain.split("\n")) {
    const [, file, row, column] = FRAME.exec(line) ?? [];
    const location = file === undefined ? undefined : at(file, row, column, directory);
    if (location !== undefined) {
      return location;
    }
  }
  const [, file, row, column, otherRow, otherColumn] = COMPILER_PLACE.exec(plain) ?? [];
  return file === undefined ? undefined : at(file, row ?? otherRow, column ?? otherColumn, directory);
}

/**
 * Returns a compiler's message with the places in it as they are printed elsewhere, from the folder of the command. A single one is left
 * out: it stands before the message.
 */
export function withPrintedPlaces(message: string, directory: string): string {
  const isSingle = [...message.matchAll(COMPILER_PLACES)].length === 1;
  return message.replace(COMPILER_PLACES, (whole, indent: string, file: string, ...numbers: (string | undefined)[]) => {
    const [row, column, otherRow, otherColumn] = numbers;
    const location = at(file, row ?? otherRow, column ?? otherColumn, directory);
    if (location === undefined) {
      return whole;
    }
    return isSingle ? indent : `${indent}${printLocation(location)}: `;
  });
}

function at(file: string, row = "1", column = "1", directory: string): SourceLocation | undefined {
  const named = file.startsWith("file://") ? fileURLToPath(file) : file;
  const path = named.startsWith("/") || /^[A-Za-z]:/.test(named) ? named : `${directory}/${named}`;
  return isOwn(path) && existsSync(path) ? { file: path, line: Number(row), column: Number(column) } : undefined;
}

export function stripColours(text: string): string {
  // eslint-disable-next-line no-control-regex -- the escape character is what starts a colour
  return text.replace(/\u001b\[[0-9;]*m/g, "");
}

/** The code that runs every program, and is part of none: Node, the SDK, its compiler and what runs before it. */
const RUNNER_FRAME =
  /[( ]node:|[\\/]node_modules[\\/](?:@pulumi[\\/]pulumi|ts-node|gatewright[\\/]preload-\w+\.js)[\\/:]/;

/** The frames of a stack that are the program's and its packages', each as a line of it. */
export function programFrames(text: string): string[] {
  return stripColours(text)
    .split("\n")
    .filter((line) => FRAME.test(line) && !RUNNER_FRAME.test(line))
    .map((line) => line.trimEnd());
}

/** An error's own words: the text before its frames, without what Node adds about its properties. */
export function headline(text: string): string {
  const lines = stripColours(text).split("\n");
  const end = lines.findIndex((line) => /^\s+at /.test(line));
  return lines
    .slice(0, end === -1 ? undefined : end)
    .join("\n")
    .trim();
}
