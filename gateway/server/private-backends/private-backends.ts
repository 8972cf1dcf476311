import type { Snapshot } from "../../model/snapshot";
import { privateBackendNames } from "../../model/shared/private-backend";
import { BackendTable } from "./backend-table";
import { LocalCommand } from "./local-command";
import type { LocalCommandSettings, LocalSettings } from "./local-settings";

interface RunningCommand {
  /** Equal for equal names and settings. */
  key: string;
  settings: LocalCommandSettings;
  command: LocalCommand;
}

/** The commands that stand in for private backends: one that a program and the next one have alike goes on running. */
export class PrivateBackends {
  /** Those of earlier programs too, while they have requests to finish. */
  private running: RunningCommand[] = [];
  /** The keys of the program that was prepared last, or is being prepared. */
  private prepared: ReadonlySet<string> = new Set();
  private closed = false;

  constructor(private readonly log: (line: string) => void) {}

  /** Starts the commands of a program that do not run yet, and waits until they are healthy. */
  async prepare({ graph, index }: Pick<Snapshot, "graph" | "index">, settings: LocalSettings): Promise<BackendTable> {
    const directory = graph.projectDirectory ?? process.cwd();
    const keyed = Object.entries(settings.commands).map(([name, command]) => {
      return { name, command, key: JSON.stringify([directory, name, command]) };
    });
    this.prepared = new Set(keyed.map(({ key }) => key));
    const commands = await Promise.all(
      keyed.map(async ({ name, command, key }) => {
        const known = this.running.find((running) => running.key === key)?.command;
        return [name, known ?? (await this.start(name, command, key, directory))] as const;
      }),
    );
    return new BackendTable(privateBackendNames(index), settings.backends, new Map(commands));
  }

  /** Ends the commands that neither these programs have nor the one that was prepared last. */
  async retire(live: readonly BackendTable[]): Promise<void> {
    const kept = new Set(live.flatMap(({ commands }) => [...commands.values()]));
    await this.stop(({ key, command }) => !kept.has(command) && !this.prepared.has(key));
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.stop(() => true);
  }

  private async start(
    name: string,
    settings: LocalCommandSettings,
    key: string,
    directory: string,
  ): Promise<LocalCommand> {
    // two cannot listen on one port: requests to the earlier one wait for nothing but this
    await this.stop((other) => other.settings.port === (settings.port ?? NaN) && !this.prepared.has(other.key));
    const command = await LocalCommand.start(name, settings, directory, this.log);
    this.running.push({ key, settings, command });
    if (this.closed) {
      await this.close(); // it has been started by an update that the end of the gateway came before
    }
    await command.untilHealthy();
    return command;
  }

  private async stop(isEnded: (running: RunningCommand) => boolean): Promise<void> {
    const ended = this.running.filter(isEnded);
    this.running = this.running.filter((running) => !ended.includes(running));
    await Promise.all(ended.map(({ command }) => command.close()));
  }
}
