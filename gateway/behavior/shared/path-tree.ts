import type { RouteSegment } from "../../../aws/route-key";

/** A part of paths: what ends with it, and the parts that go on from it. */
interface Node<Entry> {
  readonly literals: Map<string, Node<Entry>>;
  parameter?: Node<Entry>;
  readonly ending: Entry[];
  /** Those that take all that follows. */
  readonly greedy: Entry[];
}

/** Entries by the parts of their paths, so that a request is compared with those alone that may take it, however many there are. */
export class PathTree<Entry extends { readonly segments: readonly RouteSegment[] }> {
  private readonly root = newNode<Entry>();

  /** @param entries In the order of precedence: it holds for those whose paths are alike. */
  constructor(entries: Iterable<Entry>) {
    for (const entry of entries) {
      this.add(entry);
    }
  }

  /**
   * Calls `take` with the entries whose paths are like a request's until one takes it, in the order of precedence: full matches before greedy
   * ones, and within a path a literal part before a parameter.
   *
   * @param parts Decoded.
   */
  find<Found>(parts: readonly string[], take: (entry: Entry) => Found | undefined): Found | undefined {
    return findFull(this.root, parts, 0, take) ?? findGreedy(this.root, parts, 0, take);
  }

  private add(entry: Entry): void {
    let node = this.root;
    for (const segment of entry.segments) {
      if (segment.kind === "greedy") {
        node.greedy.push(entry);
        return;
      }
      node = segment.kind === "parameter" ? (node.parameter ??= newNode()) : literalBelow(node, segment.text);
    }
    node.ending.push(entry);
  }
}

function newNode<Entry>(): Node<Entry> {
  return { literals: new Map(), ending: [], greedy: [] };
}

function literalBelow<Entry>(node: Node<Entry>, text: string): Node<Entry> {
  const below = node.literals.get(text) ?? newNode<Entry>();
  node.literals.set(text, below);
  return below;
}

type Find = <Entry, Found>(
  node: Node<Entry> | undefined,
  parts: readonly string[],
  depth: number,
  take: (entry: Entry) => Found | undefined,
) => Found | undefined;

const findFull: Find = (node, parts, depth, take) =>
  node === undefined
    ? undefined
    : depth === parts.length
      ? firstFound(node.ending, take)
      : findBelow(findFull, node, parts, depth, take);

const findGreedy: Find = (node, parts, depth, take) =>
  node === undefined
    ? undefined
    : ((depth < parts.length ? findBelow(findGreedy, node, parts, depth, take) : undefined) ??
      firstFound(node.greedy, take));

function findBelow<Entry, Found>(
  find: Find,
  node: Node<Entry>,
  parts: readonly string[],
  depth: number,
  take: (entry: Entry) => Found | undefined,
): Found | undefined {
  return (
    find(node.literals.get(parts[depth] ?? ""), parts, depth + 1, take) ?? find(node.parameter, parts, depth + 1, take)
  );
}

function firstFound<Entry, Found>(
  entries: readonly Entry[],
  take: (entry: Entry) => Found | undefined,
): Found | undefined {
  for (const entry of entries) {
    const found = take(entry);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
