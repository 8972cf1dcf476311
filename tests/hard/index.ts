import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Command } from "commander";
import { type Counts, table, total } from "./counts";
import { mutantLines, readRecord } from "./mutants";

interface Options {
  quick?: true;
  seed: number;
  soak: number;
  jobs: number;
  json?: string;
}

interface Ended {
  name: string;
  seconds: number;
  /** The exit status; null where the suite was ended at its time limit. */
  status: number | null;
  suites: Record<string, Counts>;
}

const folder = mkdtempSync(join(tmpdir(), "hard-"));

const program = new Command("npm run test:hard --")
  .description("Tries to break Gatewright, and prints what was tried and found")
  .argument("[suites...]", "The suites to run, such as tokens. Default: all")
  .option("--quick", "A twentieth of the inputs, from one seed, in less than a minute")
  .option("--seed <number>", "The seed of the generated inputs", Number, Math.floor(Math.random() * 2 ** 31))
  .option("--soak <minutes>", "How long the soak takes", Number, 3)
  .option("--jobs <number>", "How many suites run at once", Number, Math.min(2, availableParallelism()))
  .option("--json <file>", "Writes the table to a file, too")
  .action(run);

/** Runs the suites, each in a process of its own. */
async function run(names: string[], options: Options): Promise<void> {
  const seed = options.quick ? 1 : options.seed;
  const started = Date.now();
  const waiting = suiteFiles(names, options);
  const ended: Ended[] = [];
  console.log(`${waiting.length} suites, seed ${seed}${options.quick ? ", quick" : ""}`);
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      ended.push(await runSuite(file, { ...options, seed }));
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  rmSync(folder, { recursive: true });

  const suites = Object.fromEntries(
    ended.toSorted((a, b) => (a.name < b.name ? -1 : 1)).flatMap((one) => Object.entries(one.suites)),
  );
  const failed = ended.filter(({ status }) => status !== 0).map(({ name }) => name);
  const seconds = Math.round((Date.now() - started) / 1000);
  const mutants = mutantLines(readRecord());
  console.log(`\n${table(suites)}\n\nmutants, as npm run test:mutants last recorded them:\n${mutants.join("\n")}`);
  console.log(`\n${seconds} s, seed ${seed}`);
  if (options.json !== undefined) {
    writeFileSync(
      options.json,
      `${JSON.stringify({ ...whichCode(), seed, seconds, failed, total: total(Object.values(suites)), mutants, suites }, null, 2)}\n`,
    );
  }
  if (failed.length > 0) {
    console.log(`failed: ${failed.join(", ")}`);
    process.exitCode = 1;
  }
}

/** Returns the day of the run, and the commit that is checked out. */
function whichCode(): { date: string; commit: string } {
  const commit = execFileSync("git", ["rev-parse", "--short=10", "HEAD"], { cwd: __dirname, encoding: "utf8" });
  return { date: new Date().toISOString().slice(0, 10), commit: commit.trim() };
}

/** The longest first, so that no core waits at the end. */
const LONG = [
  "soak",
  "handlers",
  "processes",
  "caches",
  "hostile-http",
  "mappings",
  "templates",
  "canaries",
  "backends",
  "pipes",
];
/** The suites that take minutes, or need a server's process: they are not for every push. */
const NOT_QUICK = [
  "soak",
  "handlers",
  "backends",
  "issuers",
  "processes",
  "canaries",
  "caches",
  "state-files",
  "clocks",
  "mutual-tls",
  "pipes",
];

function suiteFiles(names: readonly string[], { quick }: Options): string[] {
  const files = readdirSync(__dirname)
    .filter((file) => file.endsWith(".hard.ts"))
    .map((file) => [basename(file, ".hard.ts"), join(__dirname, file)] as const);
  const place = ([name]: readonly [string, string]): number => {
    const at = LONG.indexOf(name);
    return at < 0 ? LONG.length : at;
  };
  return files
    .filter(([name]) => (names.length === 0 ? !quick || !NOT_QUICK.includes(name) : names.includes(name)))
    .toSorted((a, b) => place(a) - place(b) || (a[0] < b[0] ? -1 : 1))
    .map(([, file]) => file);
}

function runSuite(file: string, { quick, seed, soak }: Options): Promise<Ended> {
  const name = basename(file, ".hard.ts");
  const counts = join(folder, `${name}.json`);
  const started = Date.now();
  const mocha = require.resolve("mocha/bin/mocha.js");
  const child = spawn(process.execPath, [mocha, "--config", ".mocharc.hard.json", file], {
    env: {
      ...process.env,
      HARD_QUICK: quick ? "1" : "0",
      HARD_SEED: String(seed),
      HARD_SOAK: String(soak),
      HARD_COUNTS: counts,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  const limit = setTimeout(() => child.kill("SIGKILL"), (quick ? 2 : 10 + soak) * 60_000);
  return new Promise((resolve) => {
    child.on("close", (status) => {
      clearTimeout(limit);
      const seconds = Math.round((Date.now() - started) / 1000);
      console.log(`${status === 0 ? "✔" : "✘"} ${name} (${seconds} s)`);
      if (status !== 0) {
        console.log(output);
      }
      resolve({ name, seconds, status, suites: readCounts(counts) });
    });
  });
}

function readCounts(file: string): Record<string, Counts> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record<string, Counts>;
  } catch {
    return {}; // ended before it could count
  }
}

void program.parseAsync();
