import { appendFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { asObject, parseObject } from "../../behavior/shared/json-object";
import { makeStateDirectory } from "../shared/state-directory";

/** One call that a stand-in of an AWS service got. */
export interface InboxEntry {
  /** In ISO 8601. */
  time: string;
  service: string;
  operation: string;
  /** The name of what it acted on: a queue, a bus, a state machine. */
  target: string;
  /** The route that it came by. */
  route: string;
  /** The service's parameters, by AWS's names. */
  parameters: Record<string, unknown>;
  /** The status of the answer. */
  status: number;
}

export const INBOX_FILE = "inbox.jsonl";
/** Entries in memory; the file has all of them. */
const MAX_ENTRIES = 1_000;

/** Returns what the stand-ins of a state folder got, oldest first; empty where they got nothing yet. */
export async function readInbox(stateDirectory: string): Promise<InboxEntry[]> {
  const text = await readFile(join(stateDirectory, INBOX_FILE), "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => {
    const entry = parseObject(line);
    // a kill cut the last line off
    return entry !== undefined && isEntry(entry) ? [entry] : [];
  });
}

function isEntry(entry: object): entry is InboxEntry {
  const { time, service, operation, target, route, parameters, status } = entry as Record<keyof InboxEntry, unknown>;
  const isText = [time, service, operation, target, route].every((text) => typeof text === "string");
  return isText && typeof status === "number" && asObject(parameters) !== undefined;
}

/** Forgets what the stand-ins of a state folder got. */
export async function clearInbox(stateDirectory: string): Promise<void> {
  await rm(join(stateDirectory, INBOX_FILE), { force: true });
}

/** Keeps every call of a stand-in, a line each: only its own user can read the file, for calls hold what clients sent. */
export class Inbox {
  readonly entries: InboxEntry[] = [];
  private written: Promise<void> = Promise.resolve();

  /** @param stateDirectory Without one the entries last as long as the process. */
  constructor(private readonly stateDirectory: string | undefined) {}

  add(entry: InboxEntry): void {
    this.entries.push(entry);
    this.entries.splice(0, this.entries.length - MAX_ENTRIES);
    const { stateDirectory } = this;
    if (stateDirectory !== undefined) {
      this.written = this.written
        .then(async () => {
          makeStateDirectory(stateDirectory);
          await appendFile(join(stateDirectory, INBOX_FILE), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
        })
        // the entry is still in memory; a full disk must not fail a request
        .catch(() => undefined);
    }
  }

  /** Waits for what is not written yet. */
  close(): Promise<void> {
    return this.written;
  }
}
