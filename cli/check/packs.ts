import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  checkConfigFile,
  type PolicyConfig,
  PolicyPack,
  PolicyPackError,
  type PolicyStack,
  readPolicyConfigFile,
  remediates,
} from "../../policy-host";
import { STACK_PLACEHOLDER } from "../shared/options";
import { type OwnConfig, ownConfig } from "./own-config";

/** A policy pack to check with. */
export interface PackChoice {
  directory: string;
  /** Reads its config for a stack; undefined for the pack's own defaults. Throws a PolicyPackError. */
  readConfig: (stack: string) => OwnConfig | undefined;
  /** Ours, which reads no settings but those that it lists. */
  own: boolean;
  /** Reads nothing of the stack but what the protocol tells it, so that one process can serve stack after stack. */
  stackIndependent: boolean;
}

/** Our own pack, or those that are given, each with its config file: the n-th file is for the n-th pack. */
export function choosePacks(
  given: string[],
  configFiles: string[],
  projectDirectory: string | undefined,
): PackChoice[] {
  const directories = given.length === 0 ? [ownPack()] : given;
  if (configFiles.length > 0 && configFiles.length !== directories.length) {
    throw new Error(
      `--config is given ${configFiles.length} times for ${directories.length} policy packs. Give one for each, in the packs' order.`,
    );
  }
  return directories.map((directory, index) => {
    const template = configFiles[index];
    const own = resolve(directory) === ownPack();
    const standard = (stack: string): OwnConfig | undefined =>
      own ? ownConfig(stack, directory, projectDirectory) : undefined;
    return {
      directory,
      readConfig: (stack) =>
        template === undefined
          ? standard(stack)
          : readPolicyConfigFile(resolve(template.replaceAll(STACK_PLACEHOLDER, stack))),
      own,
      stackIndependent: own,
    };
  });
}

/** `policy/` of this package, from its sources as from its build. */
function ownPack(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "policy", "PulumiPolicy.yaml")) && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  return join(folder, "policy");
}

/** A pack that runs for a stack. */
export interface StackPack {
  choice: PackChoice;
  pack: PolicyPack;
  config: PolicyConfig | undefined;
  /** Possible problems of the config. */
  warnings: string[];
  /** A sentence that names the files of the config, where the stack's name alone does not. */
  note: string | undefined;
  /** It serves other stacks too and is configured when its turn comes; otherwise it is configured already. */
  shared: boolean;
}

interface StartedPack {
  choice: PackChoice;
  file: OwnConfig | undefined;
  pack: PolicyPack;
}

/** Returns what may be wrong with each pack's config. Throws one error for all that is. */
async function checkConfigs(started: StartedPack[]): Promise<string[][]> {
  const others = started.flatMap(({ pack }) => pack.info.policies.map(({ name }) => name));
  const checked = await Promise.allSettled(
    started.map(async ({ choice: { own }, file, pack }) =>
      file === undefined ? [] : checkConfigFile(pack.info, file, { closed: own, others }),
    ),
  );
  const failures = checked.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  if (failures.length > 0) {
    throw new PolicyPackError(
      failures.map((error) => (error instanceof Error ? error.message : String(error))).join("\n"),
    );
  }
  return checked.map((one) => (one.status === "fulfilled" ? one.value : []));
}

/** The packs of a run. Each process is started as soon as it is asked for, and stopped once its stack is checked, or at the end. */
export class RunningPacks {
  private readonly processes: Promise<PolicyPack>[] = [];
  private readonly shared = new Map<PackChoice, Promise<PolicyPack>>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly choices: PackChoice[]) {}

  /** Starts the packs for a stack. Throws a PolicyPackError with all that is wrong with their configs. */
  async start(stack: PolicyStack): Promise<StackPack[]> {
    const started = await Promise.all(
      this.choices.map(async (choice): Promise<StartedPack> => {
        const file = choice.readConfig(stack.stack);
        const pack = await (choice.stackIndependent ? this.share(choice, stack) : this.startProcess(choice, stack));
        return { choice, file, pack };
      }),
    );
    try {
      const warnings = await checkConfigs(started);
      return await Promise.all(
        started.map(async (one, at) => ({
          ...(await this.startOne(one, stack)),
          warnings: warnings[at] ?? [],
          note: one.file?.note,
        })),
      );
    } catch (error) {
      await Promise.all(started.flatMap(({ choice, pack }) => (choice.stackIndependent ? [] : [pack.close()])));
      throw error;
    }
  }

  /** Stops what serves one stack alone: of many stacks, no more packs run at once than stacks are checked. */
  async stop(packs: StackPack[]): Promise<void> {
    await Promise.all(packs.flatMap(({ pack, shared }) => (shared ? [] : [pack.close()])));
  }

  /**
   * Runs with every pack configured for the stack; those who share a pack take turns. A shared pack that an earlier stack has brought down
   * is started again: what went wrong is that stack's.
   */
  async run<Result>(
    packs: StackPack[],
    stack: PolicyStack,
    use: (packs: PolicyPack[]) => Promise<Result>,
  ): Promise<Result> {
    if (packs.every(({ shared }) => !shared)) {
      return use(packs.map(({ pack }) => pack));
    }
    const result = this.turn.then(async () =>
      use(
        await Promise.all(
          packs.map((pack) => (pack.shared ? this.configured(pack, stack) : Promise.resolve(pack.pack))),
        ),
      ),
    );
    this.turn = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    const settled = await Promise.allSettled(this.processes);
    await Promise.all(settled.flatMap((start) => (start.status === "fulfilled" ? [start.value.close()] : [])));
  }

  private async startOne(
    { choice, file, pack: running }: StartedPack,
    stack: PolicyStack,
  ): Promise<Omit<StackPack, "warnings" | "note">> {
    const config = file?.config;
    // a pack that changes resources is asked while the program runs, so it cannot wait for its turn
    if (choice.stackIndependent && !remediates(await running.reconcile(config))) {
      return { choice, pack: running, config, shared: true };
    }
    const pack = choice.stackIndependent ? await this.startProcess(choice, stack) : running;
    await pack.configure(stack, config);
    return { choice, pack, config, shared: false };
  }

  private async configured({ choice, config }: StackPack, stack: PolicyStack): Promise<PolicyPack> {
    const last = await this.share(choice, stack);
    if (last.isOver) {
      await last.close();
      this.shared.delete(choice);
    }
    const pack = await this.share(choice, stack);
    await pack.configure(stack, config);
    return pack;
  }

  private share(choice: PackChoice, stack: PolicyStack): Promise<PolicyPack> {
    const running = this.shared.get(choice) ?? this.startProcess(choice, stack);
    this.shared.set(choice, running);
    return running;
  }

  private startProcess({ directory }: PackChoice, stack: PolicyStack): Promise<PolicyPack> {
    const process = PolicyPack.start(directory, stack);
    this.processes.push(process);
    return process;
  }
}
