import { Command, InvalidArgumentError, Option } from "commander";
import { EvaluationError, printableGraph } from "../../engine";
import { type Project } from "../../engine/project/project";
import { readSnapshot, type Snapshot } from "../../gateway/model/snapshot";
import {
  type Gateway,
  type GatewayOptions,
  keepTicksQuick,
  LOCAL_SETTINGS_KEY,
  type LocalSettings,
  readLocalSettings,
  STAND_IN_MODES,
  type StandIn,
  startGateway,
} from "../../gateway/server";
import { defined } from "../../language/defined";
import { evaluateProgram } from "../shared/evaluation";
import { type LocalOptions } from "../shared/local-options";
import { requirePackages } from "../shared/optional-packages";
import { reportProblem } from "../shared/problem";
import { collect, PROJECT_FOLDER, STACK } from "../shared/options";
import { chosenStack, openProject, stateDirectoryOf } from "../shared/project";
import { announceGateway, withdrawGateway } from "../shared/running-gateway";
import { jwtAuthorizers } from "../token/token-claims";
import { servedPackages } from "./served-packages";
import { print, printAside, printLog } from "../shared/terminal";
import { resourceTree } from "../graph/tree";
import { startupBanner } from "./startup-banner";
import { watchProject } from "./watch";

interface ServeOptions extends LocalOptions {
  stack?: string;
  port: number;
  host: string;
  allowHost: string[];
  watch: boolean;
  iam: NonNullable<GatewayOptions["iam"]>;
  publicHost: NonNullable<GatewayOptions["publicHost"]>;
  standIn?: StandIn;
  https: boolean;
  /** Of every command. */
  trace?: boolean;
}

export function command(): Command {
  return new Command("serve")
    .description("Serve the program's APIs on localhost as API Gateway would, and reload on each change.")
    .argument(...PROJECT_FOLDER)
    .option(...STACK)
    .option("-p, --port <port>", "the port to listen on; 0 takes a free one", portNumber, 8080)
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option(
      "--allow-host <name>",
      "a further host name to answer, such as that of a proxy or a container; *.example.com for all below it; repeatable",
      collect,
      [],
    )
    .addOption(
      new Option("--public-host <host>", "the host that events name: the one that a client asked for, or AWS's")
        .choices(["served", "aws"])
        .default("served"),
    )
    .addOption(
      new Option("--iam <mode>", "routes with IAM authorization: refuse every request, or trust it")
        .choices(["refuse", "trust"])
        .default("refuse"),
    )
    .option("--https", "serve HTTPS with certificates of a local authority: domains with mutual TLS need it", false)
    .addOption(
      new Option(
        "--stand-in <issuers>",
        "the issuers whose tokens are signed on this machine: those that cannot be reached, all, or none " +
          '(default: gatewright:local, or "unreachable")',
      ).choices(STAND_IN_MODES),
    )
    .option("--no-watch", "serve the program once, as it is now")
    .action((directory: string, _options: ServeOptions, command: Command) =>
      serve(directory, command.optsWithGlobals<ServeOptions>()),
    );
}

async function serve(directory: string, options: ServeOptions): Promise<void> {
  keepTicksQuick();
  const project = openProject(directory);
  const program: ServedProgram = { project, stack: chosenStack(project, options.stack), options };
  printAside(`Evaluating ${project.name}, stack ${program.stack} ...`);
  let gateway: Gateway | undefined;
  let failure: unknown;
  const start = async (signal?: AbortSignal): Promise<void> => {
    gateway = await startServing(program, signal);
  };
  try {
    await start();
  } catch (error) {
    if (!options.watch || !isMendedBySaving(error)) {
      throw error;
    }
    reportProblem(error, options.trace ?? false);
    printAside("Waiting for a change of the program. Ctrl-C ends.");
  }
  const changed = async (signal: AbortSignal): Promise<void> => {
    if (gateway !== undefined) {
      return reload(gateway, program, signal);
    }
    await start(signal).catch((error: unknown) => signal.aborted || reportProblem(error, options.trace ?? false));
  };
  const watcher = options.watch ? await watchProject(project.directory, changed, printAside) : undefined;
  await untilInterrupted();
  await watcher?.close();
  withdrawGateway(project);
  await gateway?.close().catch((error: unknown) => (failure = error));
  if (failure !== undefined) {
    // what could not be closed must not keep the process and its port
    reportProblem(failure, options.trace ?? false);
    process.exit(2);
  }
}

/** Tells a program or a file of it that can be fixed while `serve` waits from a command that cannot be carried out. */
function isMendedBySaving(error: unknown): boolean {
  return error instanceof EvaluationError && error.location !== undefined;
}

interface ServedProgram {
  project: Project;
  stack: string;
  options: ServeOptions;
}

/** Evaluates the program, starts a gateway for it, and prints where its APIs are. */
async function startServing(program: ServedProgram, signal?: AbortSignal): Promise<Gateway> {
  const { project, options } = program;
  const { snapshot, local, standIn } = await evaluateServed(program, signal);
  const gateway = await startGateway(snapshot, {
    local,
    host: options.host,
    allowHosts: options.allowHost,
    port: options.port,
    iam: options.iam,
    publicHost: options.publicHost,
    issuer: { standIn },
    https: options.https,
    stateDirectory: stateDirectoryOf(project),
    log: printLog,
  });
  await announce(program, snapshot, gateway);
  print(resourceTree(printableGraph(snapshot.graph)));
  print(await startupBanner(snapshot, gateway));
  print(`\n${options.watch ? "Watching for changes. " : ""}Ctrl-C ends.`);
  return gateway;
}

async function announce({ project, stack }: ServedProgram, { model }: Snapshot, gateway: Gateway): Promise<void> {
  const names = [...new Set(jwtAuthorizers(model).map(({ issuer }) => issuer))];
  const issuers = await Promise.all(names.map(async (name) => [name, await gateway.acceptsLocalTokens(name)] as const));
  announceGateway(project, { pid: process.pid, url: gateway.url, stack, issuers: Object.fromEntries(issuers) });
}

async function evaluateServed(
  { project, stack, options }: ServedProgram,
  signal?: AbortSignal,
): Promise<{ snapshot: Snapshot; local: LocalSettings; standIn: StandIn | undefined }> {
  const { graph, local } = await evaluateProgram(defined({ project, stack, options, signal }));
  // before anything is started, and with what the program needs, so that one install is enough
  const snapshot = readSnapshot(graph);
  requirePackages(servedPackages(snapshot, options));
  return { snapshot, local: readLocalSettings(local.settings), standIn: standInOf(local.standIn) };
}

function standInOf(mode: string | undefined): StandIn | undefined {
  const known = STAND_IN_MODES.find((candidate) => candidate === mode);
  if (mode !== undefined && known === undefined) {
    throw new Error(`${LOCAL_SETTINGS_KEY} standIn: got "${mode}", expected one of ${STAND_IN_MODES.join(", ")}.`);
  }
  return known;
}

/** A program that no longer evaluates is reported, and the last good one goes on being served. */
async function reload(gateway: Gateway, program: ServedProgram, signal: AbortSignal): Promise<void> {
  const started = Date.now();
  try {
    const { snapshot, local } = await evaluateServed(program, signal);
    await gateway.update(snapshot, local);
    await announce(program, snapshot, gateway);
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
    throw new InvalidArgumentError("expected a whole number from 0 to 65535");
  }
  return port;
}
