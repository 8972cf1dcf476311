import { ownValue } from "../../../language/own-value";
import type { LocalCommand } from "./local-command";
import { LOCAL_SETTINGS_KEY } from "./local-settings";

/** The destination of a private integration's requests on this machine, or why nowhere. */
export type LocalBackend = { url: string } | { problem: string };

/** The local backends of one program: requests that came in with it find them until they are answered. */
export class BackendTable {
  /** Of a program without private integrations. */
  static readonly empty = new BackendTable(new Map(), {}, new Map());

  /**
   * @param names What the settings may call a backend, by each of its references.
   * @param urls The URLs that are given.
   * @param commands What runs instead, by the name in the settings.
   */
  constructor(
    private readonly names: ReadonlyMap<string, readonly string[]>,
    private readonly urls: Readonly<Record<string, string>>,
    readonly commands: ReadonlyMap<string, LocalCommand>,
  ) {}

  /** @param references What the integration is known by: its URN, the ARN that it calls, the host of its URL. */
  find(references: (string | undefined)[]): LocalBackend {
    const names = references.flatMap((reference) => this.names.get(reference?.split("?")[0] ?? "") ?? []);
    for (const name of names) {
      const url = this.commands.get(name)?.url ?? ownValue(this.urls, name);
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
}
