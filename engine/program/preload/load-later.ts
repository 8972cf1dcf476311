import type Inspector from "node:inspector";
import type Path from "node:path";
import type { Sdk } from "./sdk";

interface SdkHooks {
  getSessionAsync: () => Promise<Inspector.Session>;
  isInitializedAsync: () => Promise<void>;
  getScriptUrl: (id: string) => string | undefined;
}
type Loader = {
  _load: (this: void, request: string, parent: { filename?: string } | undefined, main: boolean) => unknown;
};

/**
 * What the SDK loads and few programs use is loaded when it is first used: packages for tracing and for serialising functions,
 * and the debugger session, by which it names the file of a function that can't be serialised.
 */
export function loadLater({ load, directory, part }: Sdk): void {
  const path = load("node:path") as typeof Path;
  loadPackagesLater(/^@npmcli\/arborist$|^@opentelemetry\/(?!api$)/);
  openDebuggerLater();

  function loadPackagesLater(packages: RegExp): void {
    const loader = load("node:module") as Loader;
    const { _load } = loader;
    loader._load = (request, parent, main) =>
      packages.test(request) &&
      parent?.filename?.startsWith(directory + path.sep) &&
      process.env.TRACEPARENT === undefined
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
}
