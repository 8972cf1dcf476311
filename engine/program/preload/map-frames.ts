import type Module from "node:module";
import type Util from "node:util";
import type { Sdk } from "./sdk";

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
interface SourceMapSupport {
  install: (options: { retrieveSourceMap: (url: string) => { url: string; map: unknown } | null }) => void;
}
interface Hooks {
  register: (this: void, ...args: unknown[]) => void;
}

/**
 * Frames of the program's own are mapped to their source, and no others:
 * - of the stack of each registration, only the project's own frames are: mapping all the others costs more than the
 *   registration itself;
 * - frames of ES modules, which have no function name, are found as source positions too, and those of TypeScript name its lines.
 */
export function mapFrames({ load, directory, part }: Sdk): void {
  mapEsModules();
  printErrorsPlainly();
  mapOwnFrames();

  function mapEsModules(): void {
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

  /** Colouring a stack makes Node loop for ever on a frame such as `node_modules/@pulumi/output.ts`, which the SDK's maps give. */
  function printErrorsPlainly(): void {
    const { inspect } = load("node:util") as typeof Util;
    const errors = part("cmd/run/error") as SdkErrors;
    const { defaultErrorMessage } = errors;
    errors.defaultErrorMessage = (error) =>
      error instanceof Error && error.stack ? inspect(error, { colors: false }) : defaultErrorMessage(error);
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
}
