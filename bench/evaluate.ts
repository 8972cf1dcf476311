import { join } from "node:path";
import { evaluate } from "../engine";
import { median } from "./figures";
import type { Measured } from "./measured";
import type { BenchmarkOptions } from "./options";
import { ratioOf } from "./ratios";
import { reportMeasured } from "./written";

const programs = ["components", "raw"] as const;
/** Rounds by number of routes: the shorter a run, the more of it is the machine's own unrest. */
const roundsOf = { 10: 101, 100: 31, 300: 21 };
const LIMIT = 1.05;

/**
 * Evaluating an API of N routes: our components against the same AWS resources written with @pulumi/aws alone.
 * The two take turns, and turns at being first, so that a machine that slows down slows both. Wall time of the whole
 * evaluation, from the start of the program's process to the graph. The ratio is the median of those of the rounds.
 */
export async function benchEvaluate(options: BenchmarkOptions): Promise<void> {
  const rows = [["routes", "rounds", "components ms", "raw ms", "aws resources", "raw aws resources"]];
  const measured: Measured[] = [];
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
    rows.push([
      routes,
      String(rounds),
      median(times.components).toFixed(0),
      median(times.raw).toFixed(0),
      String(resources.components),
      String(resources.raw),
    ]);
    measured.push({
      name: `HTTP API of ${routes} routes, components`,
      to: "raw resources",
      value: ratioOf(times.components, times.raw),
      limit: { is: "most", value: LIMIT },
    });
  }
  const title = "Evaluating an HTTP API, medians of interleaved rounds, after one to warm up";
  await reportMeasured("evaluate", { title, rows, measured }, options);
}
