import { readFileSync } from "node:fs";
import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from "yaml";
import { EvaluationError, printLocation } from "../evaluation-error";
import { type SourceLocation } from "../graph/graph";
import { pulumiTags } from "./yaml-scalars";
import { isRecord } from "../../language/is-record";

/** A parsed YAML (or JSON) file that knows where each of its values stands. */
export class YamlFile {
  private constructor(
    readonly path: string,
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {}

  static read(path: string): YamlFile {
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(path, "utf8"), {
      lineCounter: lines,
      prettyErrors: false,
      merge: true,
      customTags: pulumiTags,
    });
    const file = new YamlFile(path, document, lines);
    const [error] = document.errors;
    if (error !== undefined) {
      const location = file.locationOfOffset(error.pos[0]);
      throw new EvaluationError(`${printLocation(location)}: not valid YAML: ${error.message}`, { location });
    }
    if (document.contents !== null && !isMap(document.contents)) {
      const location = file.locationOfOffset(0);
      throw new EvaluationError(`${printLocation(location)}: expected a mapping of keys to values`, { location });
    }
    return file;
  }

  /** The whole content as plain data. */
  get content(): Record<string, unknown> {
    const content: unknown = this.document.toJS();
    return isRecord(content) ? content : {};
  }

  /** Returns where the key of a path stands; the file's first line for a path that is not in it. */
  locationOf(...path: string[]): SourceLocation {
    let node: Node | null = this.document.contents;
    let offset = 0;
    for (const step of path) {
      if (!isMap(node)) {
        break;
      }
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (pair === undefined) {
        break;
      }
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = (pair.value as Node | null) ?? null;
    }
    return this.locationOfOffset(offset);
  }

  private locationOfOffset(offset: number): SourceLocation {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.path, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}
