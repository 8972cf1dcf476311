import type Module from "node:module";
import type { Sdk } from "./sdk";

interface SourceMapSupport {
  install: (options: { retrieveSourceMap: (url: string) => { url: string; map: unknown } | null }) => void;
}
interface Hooks {
  register: (this: void, ...args: unknown[]) => void;
}

/** Maps the frames of TypeScript that is loaded as ES modules, which the SDK's source maps leave out, to its lines. */
export function mapEsModules({ load, directory }: Sdk): void {
  const { install } = load(load.resolve("source-map-support", { paths: [directory] })) as SourceMapSupport;
  const { findSourceMap } = load("node:module") as typeof Module;
  const hooks = load("node:module") as Hooks;
  const { register } = hooks;
  hooks.register = (...args) => {
    // the SDK is about to load TypeScript as ES modules: from here on, Node keeps the maps that ts-node writes
    process.setSourceMapsEnabled(true);
    install({
      retrieveSourceMap: (url) => {
        const found = /\.[cm]?tsx?$/.test(url) ? findSourceMap(url) : undefined;
        return found === undefined ? null : { url, map: found.payload };
      },
    });
    register(...args);
  };
}
