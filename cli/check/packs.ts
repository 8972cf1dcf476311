import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type PolicyConfig, PolicyPack, type PolicyStack, readPolicyConfig, remediates } from "../../engine/analyzer";

/** A policy pack to check with. */
export interface PackChoice {
  directory: string;
  /** The file to configure it with for a stage, or undefined for the pack's own defaults. */
  configFile: (stage: string) => string | undefined;
  /** Reads nothing of the stack but what the protocol tells it, so that one process can serve stage after stage. */
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
    const standard = (stage: string): string | undefined => (own ? defaultConfig(stage, projectDirectory) : undefined);
    return {
      directory,
      configFile: (stage) =>
        template === undefined ? standard(stage) : resolve(template.replaceAll("{stage}", stage)),
      stackIndependent: own,
    };
  });
}

/** The project's `policy/config/<stage>.json`, else that of our pack. */
function defaultConfig(stage: string, projectDirectory: string | undefined): string | undefined {
  return [projectDirectory && join(projectDirectory, "policy"), ownPack()]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, "config", `${stage}.json`))
    .find((file) => existsSync(file));
}

/** `policy/` of this package, from its sources as from its build. */
function ownPack(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "policy", "PulumiPolicy.yaml")) && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  return join(folder, "policy");
}

/** A pack that runs for a stage. */
export interface StagePack {
  pack: PolicyPack;
  config: PolicyConfig | undefined;
  /** It serves other stages too and is configured when its turn comes; otherwise it is configured already. */
  shared: boolean;
}

/** The packs of a run. Each process is started as soon as it is asked for, and stopped at the end. */
export class RunningPacks {
  private readonly processes: Promise<PolicyPack>[] = [];
  private readonly shared = new Map<PackChoice, Promise<PolicyPack>>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly choices: PackChoice[]) {}

  /** Starts the packs for a stage. */
  start(stack: PolicyStack): Promise<StagePack[]> {
    return Promise.all(this.choices.map((choice) => this.startOne(choice, stack)));
  }

  /** Runs with every pack configured for the stage; those who share a pack take turns. */
  async run<Result>(
    packs: StagePack[],
    stack: PolicyStack,
    use: (packs: PolicyPack[]) => Promise<Result>,
  ): Promise<Result> {
    const shared = packs.filter((pack) => pack.shared);
    if (shared.length === 0) {
      return use(packs.map(({ pack }) => pack));
    }
    const result = this.turn.then(async () => {
      await Promise.all(shared.map(({ pack, config }) => pack.configure(stack, config)));
      return use(packs.map(({ pack }) => pack));
    });
    this.turn = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    const settled = await Promise.allSettled(this.processes);
    await Promise.all(settled.flatMap((start) => (start.status === "fulfilled" ? [start.value.close()] : [])));
  }

  private async startOne(choice: PackChoice, stack: PolicyStack): Promise<StagePack> {
    const file = choice.configFile(stack.stage);
    const config = file === undefined ? undefined : readPolicyConfig(file);
    if (choice.stackIndependent) {
      const pack = await this.share(choice, stack);
      // a pack that changes resources is asked while the program runs, so it cannot wait for its turn
      if (!remediates(await pack.reconcile(config))) {
        return { pack, config, shared: true };
      }
    }
    const pack = await this.startProcess(choice, stack);
    await pack.configure(stack, config);
    return { pack, config, shared: false };
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
