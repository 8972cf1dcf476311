/** A bundle of a handler that a program made, with what is needed to make it again. */
export interface BuiltBundle {
  /** esbuild's options. */
  options: Record<string, unknown>;
  /** The file of the esbuild that made it. */
  esbuild: string;
  /** The absolute paths of the files in it. */
  inputs: string[];
  /** The SHA-256 digest of its text, in hexadecimal digits. */
  digest: string;
  /** The names that it exports; undefined where they are known only once it runs. */
  exported?: string[];
}

/** The place of a process's bundles, for what runs in it with another copy of this module, or with none. */
const PLACE = Symbol.for("gatewright.bundles");

/** Notes a bundle for the report of the program's process. */
export function noteBundle(bundle: BuiltBundle): void {
  const noted = Reflect.get(globalThis, PLACE) as BuiltBundle[] | undefined;
  Reflect.set(globalThis, PLACE, [...(noted ?? []), bundle]);
}

const UNNOTED = Symbol.for("gatewright.unnoted");

/** Runs what reads files on behalf of no program: `noteReads` of the engine leaves them out. */
export function unnoted<Result>(run: () => Result): Result {
  Reflect.set(globalThis, UNNOTED, true);
  try {
    return run();
  } finally {
    Reflect.set(globalThis, UNNOTED, false);
  }
}
