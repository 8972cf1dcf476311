import { Command } from "commander";
import { EvaluationError } from "../../engine";
import { stacksOf } from "../../engine/project/project";
import { type Gateway, keepTicksQuick } from "../../gateway/server";
import { chosenStack, openProject } from "../shared/project";
import { untilInterrupted } from "../shared/interruption";
import { reportProblem } from "../shared/problem";
import { withdrawGateway } from "../shared/running-gateway";
import { print, printAside } from "../shared/terminal";
import { defaultLogMode } from "./log";
import { addServeOptions, type ServeOptions } from "./options";
import { reload, type ServedProgram, startServing } from "./served-program";
import { TypeCheck } from "./type-check";
import { watchProject } from "./watch";

export function command(): Command {
  return addServeOptions(
    new Command("serve").description(
      "Serve the program's APIs on localhost as API Gateway would, and reload on each change.",
    ),
  ).action((directory: string, _options: ServeOptions, command: Command) =>
    serve(directory, command.optsWithGlobals<ServeOptions>()),
  );
}

async function serve(directory: string, options: ServeOptions): Promise<void> {
  keepTicksQuick();
  const project = openProject(directory);
  const log = options.log ?? defaultLogMode(process.stdout);
  // stdout has only JSON where a program reads it
  const tell = log === "json" ? printAside : print;
  const stack = chosenStack(project, options.stack);
  const program: ServedProgram = { project, stack, options, log, tell, changed: new Set() };
  const types = (options.typeCheck ?? process.stdout.isTTY) ? new TypeCheck(project, printAside) : undefined;
  printAside(`Evaluating ${project.name}, stack ${program.stack} ...`);
  let gateway: Gateway | undefined;
  let failure: unknown;
  const start = async (signal?: AbortSignal): Promise<void> => {
    gateway = await startServing(program, signal);
    types?.start();
  };
  const first = start();
  const changed = async (signal: AbortSignal, paths: ReadonlySet<string>): Promise<void> => {
    paths.forEach((path) => program.changed.add(path));
    await first.catch(() => undefined);
    if (gateway !== undefined) {
      types?.stop();
      await reload(gateway, program, signal);
      types?.start();
      return;
    }
    printAside(`Evaluating ${project.name}, stack ${program.stack} ...`);
    await start(signal).catch((error: unknown) => signal.aborted || reportProblem(error, options.trace ?? false));
  };
  // from the start: what is saved while the program is evaluated is not lost
  const watching = options.watch ? watchProject(project.directory, changed, printAside) : undefined;
  // it fails where its package is missing: the first evaluation names all that are
  watching?.catch(() => undefined);
  const unwatch = async (): Promise<void> => (await watching?.catch(() => undefined))?.close();
  try {
    await first;
  } catch (error) {
    if (watching === undefined || !isMendedBySaving(error, program)) {
      await unwatch();
      throw error;
    }
    reportProblem(error, options.trace ?? false);
    await watching;
    printAside("Waiting for a change of the program. Ctrl-C ends.");
  }
  await watching;
  await untilInterrupted();
  types?.stop();
  const close = async (): Promise<void> => {
    await gateway?.close().catch((error: unknown) => (failure = error));
  };
  // a reload under way waits for what the gateway ends
  await Promise.all([unwatch(), close()]);
  types?.stop();
  await close(); // that of a first evaluation that ended meanwhile
  withdrawGateway(project);
  if (failure !== undefined) {
    // what could not be closed must not keep the process and its port
    reportProblem(failure, options.trace ?? false);
    process.exit(2);
  }
}

/** Tells a program that can be fixed while `serve` waits from a command that cannot be carried out, such as for an unknown stack. */
function isMendedBySaving(error: unknown, { project, stack }: ServedProgram): boolean {
  const stacks = stacksOf(project);
  const name = stack.split("/").at(-1) ?? stack;
  return error instanceof EvaluationError && (stacks.length === 0 || stacks.includes(name));
}
