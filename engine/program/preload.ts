import type Fs from "node:fs";
import type Inspector from "node:inspector";
import type Module from "node:module";
import type Path from "node:path";
import type Util from "node:util";
import type WorkerThreads from "node:worker_threads";

/** What the program's process says of its own end, on file descriptor 3. */
export interface ExitReport {
  code: number;
  /** The stack at the end of the process: it has the program's own frames only where the program called process.exit. */
  stack: string;
  /** The stacks of where registrations were made that never got going. */
  pending: string[];
  /** Every file that the program loaded. */
  files: string[];
}

/** The parts of the SDK that the preload touches. */
interface SdkLog {
  debug: () => Promise<void>;
}
interface SdkDebuggable {
  debuggablePromise: (this: void, promise: Promise<unknown>, context: unknown) => Promise<unknown>;
}
interface SdkHooks {
  getSessionAsync: () => Promise<Inspector.Session>;
  isInitializedAsync: () => Promise<void>;
  getScriptUrl: (id: string) => string | undefined;
}
interface SdkResource {
  Resource: { framePositionRegExp: RegExp; callsites: (this: void) => object[] };
}
/** What of `Error` says how a stack is taken. */
interface StackSettings {
  stackTraceLimit: number;
  prepareStackTrace?: (this: void, error: Error, sites: NodeJS.CallSite[]) => unknown;
}
interface SdkErrors {
  defaultErrorMessage: (this: void, error: unknown) => string;
}
interface SdkState {
  getStore: () => { leakCandidates: Iterable<object> };
}
interface SourceMapSupport {
  install: (options: { retrieveSourceMap: (url: string) => { url: string; map: unknown } | null }) => void;
}
interface Hooks {
  register: (this: void, ...args: unknown[]) => void;
}
type Loader = {
  _load: (this: void, request: string, parent: { filename?: string } | undefined, main: boolean) => unknown;
};

/**
 * Runs in the program's process before the SDK's own runner. It makes the SDK faster and its reports better, and leaves alone
 * what the program sees:
 * - compiled code is kept between runs, as with NODE_COMPILE_CACHE;
 * - packages that the SDK loads for tracing and for serialising functions are loaded when they are first used;
 * - the debugger session, by which the SDK names the file of a function that can't be serialised, is opened when it is first used;
 * - the SDK's own debug messages, one RPC each, are not sent (the program's are: `pulumi.log` keeps the function);
 * - the SDK does not take the stack of every promise for its leak report, unless PULUMI_DEBUG_PROMISE_LEAKS asks for it;
 * - of the stack of each registration, only the project's own first frame is mapped to its source and sent, which is the one that is
 *   read: mapping all the others costs more than the registration itself;
 * - frames of ES modules, which have no function name, are found as source positions too, and those of TypeScript name its lines.
 *
 * It is written to a file as text, because it must run without anything of ours: it may use nothing but its parameters.
 */
export function preload(load: NodeJS.Require, cacheDirectory: string): void {
  const fs = load("node:fs") as typeof Fs;
  const path = load("node:path") as typeof Path;
  const nodeModule = load("node:module") as typeof Module;
  const { isMainThread } = load("node:worker_threads") as typeof WorkerThreads;
  const runner = process.argv[1] ?? "";
  if (!isMainThread || !process.argv.includes("--monitor")) {
    return; // a worker or a child process that inherited the arguments
  }
  process.execArgv.splice(process.execArgv.indexOf("-r"), 2);
  nodeModule.enableCompileCache?.(cacheDirectory);

  const sdk = path.resolve(path.dirname(load.resolve(runner)), "../..");
  const part = (name: string): unknown => load(path.join(sdk, name));
  const origins = new WeakMap<object, { stack?: string }>();
  try {
    loadLater(/^@npmcli\/arborist$|^@opentelemetry\/(?!api$)/);
    openDebuggerLater();
    skipDebugMessages();
    skipPromiseStacks();
    mapEsModules();
    printErrorsPlainly();
    mapOwnFrames();
  } catch {
    // an SDK of another shape: slower, and nothing else
  }
  process.on("exit", report);

  function loadLater(packages: RegExp): void {
    const loader = load("node:module") as Loader;
    const { _load } = loader;
    loader._load = (request, parent, main) =>
      packages.test(request) && parent?.filename?.startsWith(sdk + path.sep) && process.env.TRACEPARENT === undefined
        ? laterModule(() => _load(request, parent, main) as Record<string, unknown>)
        : _load(request, parent, main);
  }

  function laterModule(get: () => Record<string, unknown>): unknown {
    return new Proxy(
      {},
      {
        get: (_target, key) =>
          key === "__esModule" ? true : laterExport(() => get()[String(key)] as CallableFunction),
      },
    );
  }

  function laterExport(get: () => CallableFunction): unknown {
    const handler: ProxyHandler<object> = {
      apply: (_target, self, args: unknown[]): unknown => Reflect.apply(get(), self, args),
      construct: (_target, args: unknown[]) => Reflect.construct(get(), args) as object,
      get: (_target, key): unknown => Reflect.get(get(), key),
    };
    return new Proxy(function () {}, handler);
  }

  function openDebuggerLater(): void {
    const hooks = part("runtime/closure/v8Hooks") as SdkHooks;
    const urls = new Map<string, string>();
    let session: Promise<Inspector.Session> | undefined;
    const open = async (): Promise<Inspector.Session> => {
      const opened = new (load("node:inspector") as typeof Inspector).Session();
      opened.connect();
      // before `enable`, which tells of the scripts that are already there
      opened.on("Debugger.scriptParsed", ({ params }) => void urls.set(params.scriptId, params.url));
      await new Promise<void>((resolve, reject) => {
        opened.post("Debugger.enable", (error) => (error === null ? resolve() : reject(error)));
      });
      return opened;
    };
    hooks.getSessionAsync = () => (session ??= open());
    hooks.isInitializedAsync = () => Promise.resolve();
    hooks.getScriptUrl = (id) => urls.get(id);
  }

  function skipDebugMessages(): void {
    const log = part("log") as SdkLog;
    const value = { ...log };
    Object.defineProperty(part("index.js"), "log", { value, enumerable: true, configurable: true, writable: true });
    log.debug = () => Promise.resolve();
  }

  function skipPromiseStacks(): void {
    if (process.env.PULUMI_DEBUG_PROMISE_LEAKS !== undefined) {
      return;
    }
    const debuggable = part("runtime/debuggable") as SdkDebuggable;
    const { debuggablePromise } = debuggable;
    debuggable.debuggablePromise = (promise, context) => {
      if (typeof context === "string" && context.startsWith("resource:")) {
        const origin: { stack?: string } = {};
        Error.captureStackTrace(origin); // turned into text when it is read, which costs far more
        origins.set(promise, origin);
      }
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = 0;
      try {
        return debuggablePromise(promise, context);
      } finally {
        Error.stackTraceLimit = stackTraceLimit;
      }
    };
  }

  function mapOwnFrames(): void {
    const { Resource } = part("resource") as SdkResource;
    const callsites = Resource.callsites;
    const root = process.argv[process.argv.indexOf("--root-directory") + 1] ?? "";
    const framePosition =
      /^\s*at (?:.* \()?(?:async )?(?:file:\/\/)?(?<file>.*?):(?<line>[0-9]+):(?<column>[0-9]+)\)?$/;
    Resource.framePositionRegExp = framePosition;
    // by their place in the code that runs: one line of a program often makes many resources
    const positions = new Map<string, object>();
    // the SDK skips that many, which are its own
    const skipped = Array.from({ length: 5 }, () => ({}));
    Resource.callsites = () => {
      const settings: StackSettings = Error;
      const { stackTraceLimit, prepareStackTrace } = settings;
      if (prepareStackTrace === undefined) {
        return callsites();
      }
      let frames: object[] = skipped;
      settings.stackTraceLimit = Infinity;
      settings.prepareStackTrace = (error, sites) => {
        const own = sites.slice(skipped.length).find((site) => {
          const name = site.getFileName() ?? "";
          return name.includes(root) && !/[\\/]node_modules[\\/]/.test(name);
        });
        if (own !== undefined) {
          const place = `${own.getFileName()}:${own.getLineNumber()}:${own.getColumnNumber()}`;
          const position = positions.get(place) ?? positionOf(prepareStackTrace(error, [own]));
          positions.set(place, position);
          frames = [...skipped, position];
        }
        return "";
      };
      void new Error().stack;
      Object.assign(settings, { stackTraceLimit, prepareStackTrace });
      return frames;
    };

    function positionOf(stack: unknown): object {
      const frame = String(stack).split("\n").at(-1) ?? "";
      const { file, line, column } = framePosition.exec(frame)?.groups ?? {};
      return { file, line: Number(line), column: Number(column) };
    }
  }

  /** Colouring a stack makes Node loop for ever on a frame such as `node_modules/@pulumi/output.ts`, which the SDK's maps give. */
  function printErrorsPlainly(): void {
    const { inspect } = load("node:util") as typeof Util;
    const errors = part("cmd/run/error") as SdkErrors;
    const { defaultErrorMessage } = errors;
    errors.defaultErrorMessage = (error) =>
      error instanceof Error && error.stack ? inspect(error, { colors: false }) : defaultErrorMessage(error);
  }

  function mapEsModules(): void {
    const { install } = load(load.resolve("source-map-support", { paths: [sdk] })) as SourceMapSupport;
    const hooks = load("node:module") as Hooks;
    const { register } = hooks;
    hooks.register = (...args) => {
      // the SDK is about to load TypeScript as ES modules: from here on, Node keeps the maps that ts-node writes
      process.setSourceMapsEnabled(true);
      install({
        retrieveSourceMap: (url) => {
          const found = /\.[cm]?tsx?$/.test(url) ? nodeModule.findSourceMap(url) : undefined;
          return found === undefined ? null : { url, map: found.payload };
        },
      });
      register(...args);
    };
  }

  function pendingRegistrations(): string[] {
    try {
      const { leakCandidates } = (part("runtime/state") as SdkState).getStore();
      return [...leakCandidates].map((promise) => origins.get(promise)?.stack ?? "").filter((stack) => stack !== "");
    } catch {
      return [];
    }
  }

  function report(code: number): void {
    Error.stackTraceLimit = Infinity;
    const { stack = "" } = new Error();
    const message: ExitReport = { code, stack, pending: pendingRegistrations(), files: Object.keys(load.cache) };
    let rest = Buffer.from(JSON.stringify(message));
    while (rest.length > 0) {
      try {
        rest = rest.subarray(fs.writeSync(3, rest));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") {
          return; // nobody listens any more
        }
      }
    }
  }
}
