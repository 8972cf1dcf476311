import { escaped } from "./chart";

/** A profile as `node --cpu-prof` writes it. Times are microseconds of the machine's monotonic clock. */
export interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
  startTime: number;
}

/** A function with all that it called, and the time of both. */
interface Frame {
  name: string;
  kind: keyof typeof COLOURS;
  time: number;
  callees: Map<string, Frame>;
}

const WIDTH = 1000;
const ROW = 16;
const LETTER = 6.2;
/** A picture of more is no picture. */
const MOST_BYTES = 50_000;
const COLOURS = { other: "#f2a65a", node: "#9fc5e8", native: "#d0d0d0" };

/** Draws where the CPU time of a part of a profile went: each function above those that it called, as wide as their time. */
export function flameGraph(title: string, profile: CpuProfile, from: number, until: number): string {
  const root = { ...framesOf(profile, from, until), name: title };
  for (let share = 0.002; ; share *= 1.25) {
    const picture = drawn(root, share);
    if (picture.length <= MOST_BYTES) {
      return picture;
    }
  }
}

const SHOWN = 15;

/** Returns the functions that took the most of a part of a profile, without what they called, as a table. */
export function ownTimes(profile: CpuProfile, from: number, until: number): string[][] {
  const root = framesOf(profile, from, until);
  const times = new Map<string, number>();
  const add = (frame: Frame): void => {
    const callees = [...frame.callees.values()];
    const own = frame.time - callees.reduce((sum, { time }) => sum + time, 0);
    times.set(frame.name, (times.get(frame.name) ?? 0) + own);
    callees.forEach(add);
  };
  add(root);
  const longest = [...times].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  return [
    ["function", "share"],
    ...longest.map(([name, time]) => [name, `${((100 * time) / root.time).toFixed(1)} %`]),
  ];
}

function framesOf({ nodes, samples, timeDeltas, startTime }: CpuProfile, from: number, until: number): Frame {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const root: Frame = { name: "all", kind: "native", time: 0, callees: new Map() };
  let now = startTime;
  samples.forEach((sample, index) => {
    const time = timeDeltas[index] ?? 0;
    now += time;
    if (now < from || now > until || byId.get(sample)?.callFrame.functionName === "(idle)") {
      return;
    }
    const stack: number[] = [];
    for (let id: number | undefined = sample; id !== undefined; id = callers.get(id)) {
      stack.unshift(id);
    }
    let frame = root;
    frame.time += time;
    // the first one is the root of the profile
    for (const id of stack.slice(1)) {
      frame = calleeOf(frame, byId.get(id)?.callFrame ?? { functionName: "", url: "" });
      frame.time += time;
    }
  });
  return root;
}

function calleeOf(caller: Frame, { functionName, url }: CpuProfile["nodes"][number]["callFrame"]): Frame {
  const name = functionName || "(anonymous)";
  const key = `${name} ${url}`;
  let callee = caller.callees.get(key);
  if (callee === undefined) {
    const kind = url === "" ? "native" : url.startsWith("node:") ? "node" : "other";
    callee = { name, kind, time: 0, callees: new Map() };
    caller.callees.set(key, callee);
  }
  return callee;
}

/** @param share The least part of the whole time that is drawn. */
function drawn(root: Frame, share: number): string {
  const shapes: string[] = [];
  let depth = 0;
  const draw = (frame: Frame, left: number, level: number): void => {
    depth = Math.max(depth, level);
    const width = (WIDTH * frame.time) / root.time;
    const part = `${((100 * frame.time) / root.time).toFixed(1)} %`;
    const letters = Math.floor((width - 4) / LETTER);
    const y = level * ROW;
    shapes.push(
      `<rect class="${frame.kind}" x="${left.toFixed(1)}" y="${y}" width="${width.toFixed(1)}"><title>${escaped(frame.name)} ${part}</title></rect>`,
    );
    if (letters > 3) {
      const text = `${frame.name} ${part}`;
      const shown = text.length <= letters ? text : frame.name.slice(0, letters);
      shapes.push(`<text x="${(left + 2).toFixed(1)}" y="${y + 12}">${escaped(shown)}</text>`);
    }
    let next = left;
    for (const callee of [...frame.callees.values()].sort((a, b) => b.time - a.time)) {
      if (callee.time >= share * root.time) {
        draw(callee, next, level + 1);
        next += (WIDTH * callee.time) / root.time;
      }
    }
  };
  draw(root, 0, 0);
  const styles = Object.entries(COLOURS).map(([kind, colour]) => `.${kind}{fill:${colour}}`);
  const height = (depth + 1) * ROW;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="10">
<style>rect{height:15px}${styles.join("")}</style>
<rect width="${WIDTH}" style="height:${height}px;fill:#fff"/>
${shapes.join("\n")}
</svg>
`;
}
