import { join } from "node:path";
import { evaluate } from "../engine";
import { median, table } from "./figures";

const programs = ["components", "raw"] as const;
/** Rounds by number of routes: the shorter a run, the more of it is the machine's own unrest. */
const roundsOf = { 10: 101, 100: 31, 300: 21 };

/**
 * Evaluating an API of N routes: our components against the same AWS resources written with @pulumi/aws alone.
 * The two take turns, and turns at being first, so that a machine that slows down slows both. Wall time of the whole
 * evaluation, from the start of the program's process to the graph. The ratio is the median of those of the rounds.
 */
export async function benchEvaluate(): Promise<void> {
  console.log(`Evaluating an HTTP API (medians of rounds in turn, after one to warm up)`);
  const rows: (string | number)[][] = [
    ["routes", "rounds", "components ms", "raw ms", "ratio", "aws resources", "raw aws resources"],
  ];
  for (const [routes, rounds] of Object.entries(roundsOf)) {
    const times = { components: [] as number[], raw: [] as number[] };
    const resources = { components: 0, raw: 0 };
    for (let round = -1; round < rounds; round++) {
      for (const program of round % 2 === 0 ? programs : programs.toReversed()) {
        const started = performance.now();
        const { graph } = await evaluate({
          directory: join(__dirname, "programs", program),
          stack: "bench",
          config: { [`bench-${program}:routes`]: routes },
        });
        if (round >= 0) {
          times[program].push(performance.now() - started);
        }
        resources[program] = graph.resources.filter((resource) => resource.type.startsWith("aws:")).length;
      }
    }
    const [ours, raw] = [median(times.components), median(times.raw)];
    rows.push([
      routes,
      rounds,
      ours.toFixed(0),
      raw.toFixed(0),
      median(times.components.map((time, round) => time / (times.raw[round] ?? NaN))).toFixed(3),
      resources.components,
      resources.raw,
    ]);
  }
  console.log(`${table(rows)}\n`);
}
