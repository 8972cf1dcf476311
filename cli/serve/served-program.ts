import { isAbsolute, join, relative } from "node:path";
import { printableGraph } from "../../engine";
import { packageManagerOf } from "../../engine/project/package-manager";
import { type Project } from "../../engine/project/project";
import { readSnapshot, type Snapshot } from "../../gateway/model/snapshot";
import {
  type Gateway,
  type LocalSettings,
  readLocalSettings,
  type StandIn,
  startGateway,
  traceSettings,
} from "../../gateway/server";
import { defined } from "../../language/defined";
import { SERVED_HERE } from "../../language/served-here";
import { foldedTree } from "../graph/tree";
import { evaluateProgram } from "../shared/evaluation";
import { requirePackages } from "../shared/optional-packages";
import { reportProblem } from "../shared/problem";
import { stateDirectoryOf } from "../shared/project";
import { announceGateway } from "../shared/running-gateway";
import { hide, printAside } from "../shared/terminal";
import { tokenTargets } from "../shared/token-targets";
import { type BuiltProgram, withChangedCode } from "./changed-code";
import { type LogMode, requestLog } from "./log";
import { type ServeOptions } from "./options";
import { servedPackages } from "./served-packages";
import { startupBanner } from "./startup-banner";

/** A longer tree would hide the URLs below it; `graph` has all. */
const TREE_LINES = 60;

/** A program that is served, and how. */
export interface ServedProgram {
  project: Project;
  stack: string;
  options: ServeOptions;
  log: LogMode;
  /** Prints what is for people. */
  tell: (text: string) => void;
  /** The files that have changed since it was served. */
  changed: Set<string>;
  /** The last program that is served. */
  served?: Served;
}

/** A program that can be served, with the local values for that. */
interface Served extends BuiltProgram {
  snapshot: Snapshot;
  local: LocalSettings;
  standIn: StandIn | undefined;
}

/** Evaluates the program, starts a gateway for it, and prints where its APIs are. */
export async function startServing(program: ServedProgram, signal?: AbortSignal): Promise<Gateway> {
  const { project, options, tell } = program;
  const served = await evaluateServed(program, signal);
  const { snapshot, local, standIn } = served;
  const gateway = await startGateway(snapshot, {
    local,
    host: options.host,
    allowHosts: options.allowHost,
    port: options.port,
    iam: options.iam,
    publicHost: options.publicHost,
    issuer: { standIn },
    https: options.https,
    livePage: options.livePage,
    traces: traceSettings(process.env),
    stateDirectory: stateDirectoryOf(project),
    ...requestLog(program.log),
  });
  program.served = served;
  await announce(program, snapshot, gateway);
  tell(foldedTree(printableGraph(snapshot.graph), TREE_LINES));
  tell(await startupBanner(snapshot, gateway, tokenCommand(project)));
  if (gateway.livePage?.url !== undefined) {
    tell(`\nLive page, for this machine only: ${gateway.livePage.url}`);
  }
  tell(`\n${options.watch ? "Watching for changes. " : ""}Ctrl-C ends.`);
  return gateway;
}

/** Serves the program as it is now. One that no longer evaluates is reported, and the last good one goes on being served. */
export async function reload(gateway: Gateway, program: ServedProgram, signal: AbortSignal): Promise<void> {
  const started = Date.now();
  const state = gateway.livePage?.reload;
  state?.evaluating();
  try {
    const served = (await servedWithChangedCode(program)) ?? (await evaluateServed(program, signal));
    const { snapshot, local } = served;
    await gateway.update(snapshot, local);
    program.served = served;
    program.changed.clear();
    await announce(program, snapshot, gateway);
    program.tell(`Reloaded in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  } catch (error) {
    if (signal.aborted) {
      state?.unchanged();
      return; // a further change is evaluated next
    }
    state?.failed(error instanceof Error ? error.message : String(error));
    reportProblem(error, program.options.trace ?? false);
    printAside("Still serving the last program that worked.");
  }
}

async function evaluateServed({ project, stack, options }: ServedProgram, signal?: AbortSignal): Promise<Served> {
  const served = { ...options, env: { ...options.env, [SERVED_HERE]: "yes" } };
  const { graph, build, local } = await evaluateProgram(defined({ project, stack, options: served, signal }));
  // before anything is started, and with what the program needs, so that one install is enough
  const snapshot = readSnapshot(graph);
  requirePackages(servedPackages(snapshot, options));
  return { graph, build, snapshot, local: readLocalSettings(local.settings), standIn: local.standIn };
}

/** Makes the code of functions again where nothing else has changed; undefined where the program has to be evaluated. */
async function servedWithChangedCode({ served, changed }: ServedProgram): Promise<Served | undefined> {
  const next = served && (await withChangedCode(served, changed));
  return served && next && { ...served, ...next, snapshot: readSnapshot(next.graph) };
}

/** Lets the other commands know what is served. */
async function announce({ project, stack }: ServedProgram, { model }: Snapshot, gateway: Gateway): Promise<void> {
  const tokens = tokenTargets(model);
  const names = [...new Set(tokens.map(({ issuer }) => issuer))];
  const issuers = await Promise.all(names.map(async (name) => [name, await gateway.acceptsLocalTokens(name)] as const));
  const running = { pid: process.pid, url: gateway.url, stack };
  // what is secret is not kept on disk: the other commands evaluate the program then
  const isSecret = hide(JSON.stringify(tokens)) !== JSON.stringify(tokens);
  announceGateway(
    project,
    isSecret ? { ...running, issuers: {} } : { ...running, issuers: Object.fromEntries(issuers), tokens },
  );
}

/** Returns how a token is asked for, from the folder that the server was started in. */
function tokenCommand({ directory }: Project): string {
  const below = relative(directory, process.cwd());
  const isHere = !below.startsWith("..") && !isAbsolute(below);
  const path = relative(process.cwd(), directory);
  const folder = isHere ? "" : ` '${path.startsWith(join("..", "..")) ? directory : path}'`;
  return `${packageManagerOf(directory).exec} gatewright token${folder}`;
}
