import type { Sdk } from "./sdk";

interface SdkResource {
  Resource: { framePositionRegExp: RegExp; callsites: (this: void) => object[] };
}
/** The settings of `Error` for taking a stack. */
interface StackSettings {
  stackTraceLimit: number;
  prepareStackTrace?: (this: void, error: Error, sites: NodeJS.CallSite[]) => unknown;
}

/**
 * Maps only the project's own frame of the stack of each registration: mapping all the others costs more than the registration
 * itself. Frames of ES modules, which have no function name, count as source positions too.
 */
export function mapOwnFrames({ part }: Sdk): void {
  const { Resource } = part("resource") as SdkResource;
  const callsites = Resource.callsites;
  const root = process.argv[process.argv.indexOf("--root-directory") + 1] ?? "";
  const framePosition =
    /^\s*at (?:.*? \((?=[\\/]|[\w.-]+[:\\/]))?(?:async )?(?:file:\/\/)?(?<file>.*?):(?<line>[0-9]+):(?<column>[0-9]+)\)?$/;
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
