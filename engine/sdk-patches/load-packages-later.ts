import type Path from "node:path";
import type { Sdk } from "./sdk";

/** Loads the SDK's packages for tracing and for reading manifests and lock files, and its Automation API, when they are first used, which few programs do. */
export function loadPackagesLater({ load, directory, replacements }: Sdk): void {
  const path = load("node:path") as typeof Path;
  const packages = /^@npmcli\/arborist$|^@opentelemetry\/(?!api$)|^\.\/automation$|^js-yaml$|^normalize-package-data$/;
  replacements.push((request, from, original) =>
    packages.test(request) && from.startsWith(directory + path.sep) && process.env.TRACEPARENT === undefined
      ? laterModule(original as () => Record<string, unknown>)
      : undefined,
  );

  function laterModule(get: () => Record<string, unknown>): unknown {
    return new Proxy(
      {},
      {
        get: (_target, key) =>
          key === "__esModule" ? true : laterExport(() => exportOf(get(), String(key)) as CallableFunction),
      },
    );
  }

  /** A CommonJS module is the default export of itself. */
  function exportOf(module: Record<string, unknown>, name: string): unknown {
    return name === "default" && module.__esModule !== true ? module : module[name];
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
