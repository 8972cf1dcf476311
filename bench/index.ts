import { cpus, totalmem } from "node:os";
import { benchCheck } from "./check";
import { benchEvaluate } from "./evaluate";
import { benchGateway } from "./gateway";
import { benchLivePage } from "./live-page";
import { benchWebSocket } from "./websocket";
import { benchUsagePlan } from "./usage-plan";
import { benchReport } from "./report";
import { benchRest } from "./rest";

/** `npm run bench [name ...]`: every benchmark, or those named. */
const benchmarks: Record<string, () => Promise<void>> = {
  evaluate: benchEvaluate,
  gateway: benchGateway,
  "live-page": benchLivePage,
  websocket: benchWebSocket,
  "usage-plan": benchUsagePlan,
  check: benchCheck,
  rest: benchRest,
  report: benchReport,
};

async function main(names: string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in benchmarks));
  if (unknown.length > 0) {
    throw new Error(`no benchmark ${unknown.join(", ")}: there are ${Object.keys(benchmarks).join(", ")}`);
  }
  console.log(
    `${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
  );
  for (const [name, run] of Object.entries(benchmarks)) {
    if (names.length === 0 || names.includes(name)) {
      await run();
    }
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
