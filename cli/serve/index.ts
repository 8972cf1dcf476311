import { Command, InvalidArgumentError, Option } from "commander";
import { printableGraph } from "../../engine";
import { type Project } from "../../engine/project/project";
import { readSnapshot, type Snapshot } from "../../gateway/model/snapshot";
import {
  type Gateway,
  type GatewayOptions,
  keepTicksQuick,
  LOCAL_SETTINGS_KEY,
  type LocalSettings,
  readLocalSettings,
  startGateway,
} from "../../gateway/server";
import { evaluateProgram } from "../shared/evaluation";
import { requirePackages } from "../shared/optional-packages";
import { reportProblem } from "../shared/problem";
import { PROJECT_FOLDER, STACK } from "../shared/options";
import { chosenStack, openProject, stateDirectoryOf } from "../shared/project";
import { servedPackages } from "./served-packages";
import { print, printAside, printLog } from "../shared/terminal";
import { resourceTree } from "../graph/tree";
import { startupBanner } from "./startup-banner";
import { watchProject } from "./watch";

interface ServeOptions {
  stack?: string;
  port: number;
  host: string;
  watch: boolean;
  iam: NonNullable<GatewayOptions["iam"]>;
  standIn: boolean;
  https: boolean;
  /** Of every command. */
  trace?: boolean;
}

export function command(): Command {
  return new Command("serve")
    .description("Serve the program's APIs on localhost, and again whenever its files change.")
    .argument(...PROJECT_FOLDER)
    .option(...STACK)
    .option("-p, --port <port>", "the port to listen on; 0 takes a free one", portNumber, 8080)
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .addOption(
      new Option("--iam <mode>", "routes with IAM authorization: refuse every request, or trust it")
        .choices(["refuse", "trust"])
        .default("refuse"),
    )
    .option("--https", "serve HTTPS with certificates of a local authority: domains with mutual TLS need it", false)
    .option("--no-stand-in", "do not sign for issuers that cannot be reached: their tokens are refused")
    .option("--no-watch", "serve the program once, as it is now")
    .action((directory: string, _options: ServeOptions, command: Command) =>
      serve(directory, command.optsWithGlobals<ServeOptions>()),
    );
}

async function serve(directory: string, options: ServeOptions): Promise<void> {
  keepTicksQuick();
  const project = openProject(directory);
  const program: ServedProgram = { project, stack: chosenStack(project, options.stack), options };
  const { snapshot, local } = await evaluateServed(program);
  const gateway = await startGateway(snapshot, {
    local,
    host: options.host,
    port: options.port,
    iam: options.iam,
    issuer: { standIn: options.standIn },
    https: options.https,
    stateDirectory: stateDirectoryOf(project),
    log: printLog,
  });
  print(resourceTree(printableGraph(snapshot.graph)));
  print(await startupBanner(snapshot, gateway));
  print(`\n${options.watch ? "Watching for changes. " : ""}Ctrl-C ends.`);

  const watcher = options.watch
    ? await watchProject(project.directory, (signal) => reload(gateway, program, signal))
    : undefined;
  await untilInterrupted();
  await watcher?.close();
  await gateway.close();
}

interface ServedProgram {
  project: Project;
  stack: string;
  options: ServeOptions;
}

async function evaluateServed(
  { project, stack, options }: ServedProgram,
  signal?: AbortSignal,
): Promise<{ snapshot: Snapshot; local: LocalSettings }> {
  const { graph, config } = await evaluateProgram({ project, stack, ...(signal === undefined ? {} : { signal }) });
  // before anything is started, and with what the program needs, so that one install is enough
  const snapshot = readSnapshot(graph);
  requirePackages(servedPackages(snapshot, options));
  return { snapshot, local: readLocalSettings(config[LOCAL_SETTINGS_KEY]) };
}

/** A program that no longer evaluates is reported, and the last good one goes on being served. */
async function reload(gateway: Gateway, program: ServedProgram, signal: AbortSignal): Promise<void> {
  const started = Date.now();
  try {
    const { snapshot, local } = await evaluateServed(program, signal);
    await gateway.update(snapshot, local);
    print(`Reloaded in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  } catch (error) {
    if (signal.aborted) {
      return; // a further change is evaluated next
    }
    reportProblem(error, program.options.trace ?? false);
    printAside("Still serving the last program that worked.");
  }
}

function untilInterrupted(): Promise<void> {
  return new Promise((done) => {
    process.once("SIGINT", () => done());
    process.once("SIGTERM", () => done());
  });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    throw new InvalidArgumentError("wanted a whole number from 0 to 65535");
  }
  return port;
}
