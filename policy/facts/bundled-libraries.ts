import { type AnyNode } from "acorn";
import { places, type Syntax, textOf } from "../../language/javascript-syntax";

/** The comment that bundlers write before each module that they put together, and the form of a module's path. */
const MODULE = /^ \S+\.(?:c|m)?(?:j|t)sx?$/;
const LIBRARY = /node_modules\//;

/** The parts of a bundle that are libraries'. */
export interface LibraryParts {
  /** The paths of the libraries' modules: `node_modules/cors/lib/index.js`. */
  modules: string[];
  includes(node: AnyNode): boolean;
}

/**
 * Finds the libraries in a bundle: esbuild and Rollup write a comment with its path before each module, webpack keeps them in an object by
 * their paths.
 */
export function libraryParts(syntax: Syntax): LibraryParts {
  const { comments, text, program } = syntax;
  const marks = comments.filter(
    ({ type, start, value }) => type === "Line" && (start === 0 || text[start - 1] === "\n") && MODULE.test(value),
  );
  const ranges = marks.flatMap(({ value, start }, index) =>
    LIBRARY.test(value) ? [{ start, end: marks[index + 1]?.start ?? text.length }] : [],
  );
  const modules = marks.map(({ value }) => value.trim()).filter((path) => LIBRARY.test(path));
  if (text.includes("__webpack_")) {
    for (const { node } of places(program)) {
      const path = node.type === "Property" ? textOf(node.key) : undefined;
      if (path !== undefined && LIBRARY.test(path)) {
        modules.push(path);
        ranges.push({ start: node.start, end: node.end });
      }
    }
  }
  return {
    modules,
    includes: (node) => ranges.some(({ start, end }) => node.start >= start && node.end <= end),
  };
}
