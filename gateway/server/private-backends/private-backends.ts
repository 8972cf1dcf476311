import type { Snapshot } from "../../model/snapshot";
import { privateBackendNames } from "../../model/shared/private-backend";
import { LocalCommand } from "./local-command";
import { LOCAL_SETTINGS_KEY, type LocalCommandSettings, type LocalSettings } from "./local-settings";

/** The destination of a private integration's requests on this machine, or why nowhere. */
export type LocalBackend = { url: string } | { problem: string };

/** The local backends of integrations through VPC links: URLs that are given, and commands that are started. */
export class PrivateBackends {
  private names = new Map<string, string[]>();
  private urls: Record<string, string> = {};
  private readonly commands = new Map<string, { command: LocalCommand; key: string }>();

  constructor(private readonly log: (line: string) => void) {}

  /** Takes over a program and its settings: commands that are the same go on running. */
  async configure({ graph, index }: Pick<Snapshot, "graph" | "index">, settings: LocalSettings): Promise<void> {
    this.names = privateBackendNames(index);
    this.urls = settings.backends;
    const directory = graph.projectDirectory ?? process.cwd();
    const gone = [...this.commands].filter(([name, { key }]) => key !== keyOf(settings.commands[name], directory));
    await Promise.all(gone.map(([name]) => this.stop(name)));
    await Promise.all(
      Object.entries(settings.commands).map(async ([name, command]) => {
        if (!this.commands.has(name)) {
          const started = await LocalCommand.start(name, command, directory, this.log);
          this.commands.set(name, { command: started, key: keyOf(command, directory) });
        }
      }),
    );
  }

  /** @param references What the integration is known by: its URN, the ARN that it calls, the host of its URL. */
  find(references: (string | undefined)[]): LocalBackend {
    const names = references.flatMap((reference) => this.names.get(reference?.split("?")[0] ?? "") ?? []);
    for (const name of names) {
      const url = this.commands.get(name)?.command.url ?? this.urls[name];
      if (url !== undefined) {
        return { url };
      }
    }
    const example = names[0] ?? "<name>";
    const known = names.length === 0 ? "" : ` (known as ${[...new Set(names)].join(", ")})`;
    return {
      problem: `a private integration through a VPC link${known} has no backend on this machine: set ${LOCAL_SETTINGS_KEY} backends.${example} to its URL, or commands.${example} to what to run`,
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.commands.keys()].map((name) => this.stop(name)));
  }

  private async stop(name: string): Promise<void> {
    const running = this.commands.get(name);
    this.commands.delete(name);
    await running?.command.close();
  }
}

function keyOf(settings: LocalCommandSettings | undefined, directory: string): string {
  return settings === undefined ? "" : JSON.stringify([directory, settings]);
}
