import type Path from "node:path";
import type { Sdk } from "./sdk";

type Loader = {
  _load: (this: void, request: string, parent: { filename?: string } | undefined, main: boolean) => unknown;
};

/** Loads the SDK's packages for tracing and for reading lock files, and its Automation API, when they are first used, which few programs do. */
export function loadPackagesLater({ load, directory }: Sdk): void {
  const path = load("node:path") as typeof Path;
  const loader = load("node:module") as Loader;
  const packages = /^@npmcli\/arborist$|^@opentelemetry\/(?!api$)|^\.\/automation$/;
  const { _load } = loader;
  loader._load = (request, parent, main) =>
    packages.test(request) &&
    parent?.filename?.startsWith(directory + path.sep) &&
    process.env.TRACEPARENT === undefined
      ? laterModule(() => _load(request, parent, main) as Record<string, unknown>)
      : _load(request, parent, main);

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
}
