import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { WebSocket } from "ws";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The Chromium of this machine, if it has one. */
export function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** A page in a headless Chromium, by its DevTools protocol. */
export class BrowserPage {
  private readonly waiting = new Map<number, (answer: { result?: { result: { value: unknown } } }) => void>();
  private id = 0;
  /** The errors that the page's console has. */
  readonly errors: string[] = [];

  private constructor(
    private readonly browser: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.on("message", (data: Buffer) => {
      const answer = JSON.parse(data.toString()) as Message;
      this.waiting.get(answer.id ?? 0)?.(answer);
      this.errors.push(...consoleErrors(answer));
    });
  }

  static async open(program: string, url: string): Promise<BrowserPage> {
    const profile = await mkdtemp(join(tmpdir(), "gatewright-browser-"));
    const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
    const browser = spawn(program, [...flags, "--remote-debugging-port=0", `--user-data-dir=${profile}`, url], {
      stdio: ["ignore", "ignore", "pipe"],
      detached: true, // a group of its own, which ends as a whole
    });
    const port = await new Promise<string>((resolve, reject) => {
      let said = "";
      browser.stderr?.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const found = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(said)?.[1];
        if (found !== undefined) {
          resolve(found);
        }
      });
      browser.on("exit", () => reject(new Error(`${program} ended: ${said.slice(-500)}`)));
    });
    const socket = new WebSocket(await pageSocket(port, url));
    await new Promise((resolve, reject) => {
      socket.on("open", resolve);
      socket.on("error", reject);
    });
    const page = new BrowserPage(browser, profile, socket);
    // what was logged before is sent too
    page.send("Runtime.enable");
    page.send("Log.enable");
    // the blank page before it is complete, too
    await page.until("[location.href, document.readyState]", [url, "complete"]);
    return page;
  }

  /** The value of an expression in the page. */
  evaluate(expression: string): Promise<unknown> {
    return new Promise<unknown>((resolve) => {
      const id = this.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
      this.waiting.set(id, ({ result }) => resolve(result?.result.value));
    });
  }

  /** Shows the page as a window of this width does, in light or dark. */
  async resize(width: number, scheme: "light" | "dark"): Promise<void> {
    this.send("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: width < 600 });
    this.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
    await this.until(`[innerWidth, matchMedia("(prefers-color-scheme: dark)").matches]`, [width, scheme === "dark"]);
  }

  private send(method: string, params: object = {}): number {
    const id = ++this.id;
    this.socket.send(JSON.stringify({ id, method, params }));
    return id;
  }

  /** Waits until an expression has a value. */
  async until(expression: string, wanted: unknown): Promise<void> {
    const end = Date.now() + 80_000;
    let value = await this.evaluate(expression);
    while (JSON.stringify(value) !== JSON.stringify(wanted)) {
      if (Date.now() > end) {
        throw new Error(`${expression} is ${JSON.stringify(value)}, not ${JSON.stringify(wanted)}`);
      }
      await new Promise((done) => setTimeout(done, 20));
      value = await this.evaluate(expression);
    }
  }

  async close(): Promise<void> {
    this.socket.terminate();
    const gone = new Promise((done) => this.browser.once("exit", done));
    process.kill(-(this.browser.pid ?? 0), "SIGKILL");
    await gone;
    await rm(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** A message of the DevTools protocol: an answer, or an event. */
interface Message {
  id?: number;
  result?: { result: { value: unknown } };
  method?: string;
  params?: {
    type?: string;
    args?: { value?: unknown }[];
    entry?: { level: string; text: string };
    exceptionDetails?: { text: string };
  };
}

function consoleErrors({ method, params = {} }: Message): string[] {
  const { type, args = [], entry, exceptionDetails } = params;
  switch (method) {
    case "Runtime.exceptionThrown":
      return [exceptionDetails?.text ?? "an exception"];
    case "Runtime.consoleAPICalled":
      return type === "error" ? [args.map(({ value }) => String(value)).join(" ")] : [];
    case "Log.entryAdded":
      return entry?.level === "error" ? [entry.text] : [];
    default:
      return [];
  }
}

async function pageSocket(port: string, url: string): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
      type: string;
      url: string;
      webSocketDebuggerUrl: string;
    }[];
    const page = targets.find((target) => target.type === "page" && target.url === url);
    if (page !== undefined) {
      return page.webSocketDebuggerUrl;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`the browser did not open ${url}`);
}
