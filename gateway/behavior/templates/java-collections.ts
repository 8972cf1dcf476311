import { countSteps } from "../shared/bounded-work";
import {
  isJavaObject,
  javaEquals,
  JavaList,
  JavaMap,
  type JavaObject,
  type JavaValue,
  type Method,
  textOf,
} from "./java-values";

/** https://docs.oracle.com/javase/8/docs/api/java/util/List.html */
export const LIST_METHODS: Record<string, Method<JavaList>> = {
  size: ({ items }) => BigInt(items.length),
  isEmpty: ({ items }) => items.length === 0,
  get: ({ items }, at = null) => withIndex(at, (index) => items[inside(index, items.length - 1)] ?? null),
  set: ({ items }, at = null, item = null) =>
    withIndex(at, (index) => items.splice(inside(index, items.length - 1), 1, item)[0] ?? null),
  add: (self, ...args) =>
    args.length === 2 ? insert(self, args[0] ?? null, args[1] ?? null) : append(self, args[0] ?? null),
  addAll: (self, ...args) => {
    const added = elements(args.at(-1) ?? null);
    const at = args.length === 2 ? Number(args[0]) : self.items.length;
    insertAll(self, inside(at, self.items.length), added ?? []);
    return added === undefined ? null : added.length > 0;
  },
  remove: ({ items }, what = null) => {
    if (typeof what === "bigint") {
      return items.splice(inside(Number(what), items.length - 1), 1)[0] ?? null;
    }
    const at = items.findIndex(equalTo(what));
    items.splice(at < 0 ? items.length : at, 1);
    return at >= 0;
  },
  removeAll: (self, others = null) => withElements(others, (each) => keep(self, (item) => !each.some(equalTo(item)))),
  retainAll: (self, others = null) => withElements(others, (each) => keep(self, (item) => each.some(equalTo(item)))),
  clear: ({ items }) => {
    items.length = 0;
    return null;
  },
  contains: ({ items }, what = null) => items.some(equalTo(what)),
  containsAll: ({ items }, others = null) =>
    withElements(others, (each) => each.every((other) => items.some(equalTo(other)))),
  indexOf: ({ items }, what = null) => BigInt(items.findIndex(equalTo(what))),
  lastIndexOf: ({ items }, what = null) => BigInt(items.findLastIndex(equalTo(what))),
  subList: ({ items }, from = null, to = null) =>
    withIndex(from, (start) =>
      withIndex(to, (end) => new JavaList(items.slice(inside(start, end), inside(end, items.length)))),
    ),
  iterator: ({ items }) => iterator(items),
  listIterator: ({ items }) => iterator(items),
  toArray: ({ items }) => new JavaList([...items]),
  toJSONString: (self) => textOf(new JavaList(self.items, "JSONArray")),
};

/** https://docs.oracle.com/javase/8/docs/api/java/util/Map.html */
export const MAP_METHODS: Record<string, Method<JavaMap>> = {
  size: ({ entries }) => BigInt(entries.size),
  isEmpty: ({ entries }) => entries.size === 0,
  get: (self, key = null) => self.get(key),
  getOrDefault: (self, key = null, other = null) => (self.entries.has(key) ? self.get(key) : other),
  put: (self, key = null, value = null) => self.put(key, value),
  putIfAbsent: (self, key = null, value = null) => (self.get(key) === null ? self.put(key, value) : self.get(key)),
  putAll: (self, other = null) => {
    for (const [key, value] of other instanceof JavaMap ? [...other.entries] : []) {
      self.put(key, value);
    }
    return null;
  },
  replace: (self, key = null, value = null) => (self.entries.has(key) ? self.put(key, value) : null),
  remove: (self, key = null) => {
    const before = self.get(key);
    self.entries.delete(key);
    return before;
  },
  clear: ({ entries }) => {
    entries.clear();
    return null;
  },
  containsKey: ({ entries }, key = null) => entries.has(key),
  containsValue: ({ entries }, what = null) => [...entries.values()].some(equalTo(what)),
  keySet: ({ entries }) => new JavaList([...entries.keys()], "Set"),
  values: ({ entries }) => new JavaList([...entries.values()], "Set"),
  entrySet: (self) =>
    new JavaList(
      [...self.entries.keys()].map((key) => entry(self, key)),
      "Set",
    ),
};

/** Returns what `#foreach` goes through: a list's items, a map's values; undefined where the value has no elements. */
export function elements(value: JavaValue): JavaValue[] | undefined {
  if (value instanceof JavaList) {
    return [...value.items];
  }
  return value instanceof JavaMap ? [...value.entries.values()] : undefined;
}

/** Returns what is left of an iterator as a list, and any other value as it is. */
export function withoutIterator(value: JavaValue): JavaValue {
  if (value === null || !isJavaObject(value) || value.javaClass !== ITERATOR) {
    return value;
  }
  const rest: JavaValue[] = [];
  while (value.invoke("hasNext", []) === true) {
    rest.push(value.invoke("next", []) ?? null);
  }
  return new JavaList(rest);
}

/** Returns how many elements `#foreach` finds in a value. */
export function lengthOf(value: JavaValue): number {
  return value instanceof JavaList ? value.items.length : value instanceof JavaMap ? value.entries.size : 0;
}

/** Returns the comparison with a value, each one a step: lists of a payload can be searched for each other's items. */
function equalTo(value: JavaValue): (other: JavaValue) => boolean {
  return (other) => {
    countSteps(1);
    return javaEquals(other, value);
  };
}

function withElements(value: JavaValue, then: (items: JavaValue[]) => JavaValue): JavaValue {
  const items = elements(value);
  return items === undefined ? null : then(items);
}

function withIndex(value: JavaValue, then: (index: number) => JavaValue): JavaValue {
  return typeof value === "bigint" ? then(Number(value)) : null;
}

function inside(index: number, last: number): number {
  if (index < 0 || index > last) {
    throw new Error(`Index ${index} out of bounds for length ${last + 1}`);
  }
  return index;
}

function append({ items }: JavaList, item: JavaValue): JavaValue {
  items.push(item);
  return true;
}

function insert({ items }: JavaList, at: JavaValue, item: JavaValue): JavaValue {
  return withIndex(at, (index) => {
    items.splice(inside(index, items.length), 0, item);
    return null;
  });
}

/** Not by `splice`, which takes no more items than a call takes arguments. */
function insertAll({ items }: JavaList, at: number, added: readonly JavaValue[]): void {
  countSteps(added.length);
  const after = items.slice(at);
  items.length = at;
  for (const item of [...added, ...after]) {
    items.push(item);
  }
}

function keep(self: JavaList, kept: (item: JavaValue) => boolean): boolean {
  const before = self.items.length;
  const rest = self.items.filter(kept);
  self.items.length = 0;
  insertAll(self, 0, rest);
  return rest.length < before;
}

function entry(map: JavaMap, key: JavaValue): JavaObject {
  return {
    javaClass: "java.util.LinkedHashMap$Entry",
    property: (name) => (name === "key" ? key : name === "value" ? map.get(key) : null),
    invoke: (method, [value = null]) =>
      method === "getKey"
        ? key
        : method === "getValue"
          ? map.get(key)
          : method === "setValue"
            ? map.put(key, value)
            : undefined,
    text: () => `${textOf(key)}=${textOf(map.get(key))}`,
  };
}

const ITERATOR = "java.util.Iterator";

function iterator(items: readonly JavaValue[]): JavaObject {
  let at = 0;
  const next = (): JavaValue => {
    if (at >= items.length) {
      throw new Error("the iterator has no more elements");
    }
    return items[at++] ?? null;
  };
  return {
    javaClass: ITERATOR,
    property: () => null,
    invoke: (method) => (method === "hasNext" ? at < items.length : method === "next" ? next() : undefined),
    text: () => ITERATOR,
  };
}
