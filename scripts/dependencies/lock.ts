/** An entry of `packages` of package-lock.json: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
export interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  hasInstallScript?: boolean;
  deprecated?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** The packages of a lock file by their path; "" is the project. */
export type Lock = Readonly<Record<string, LockedPackage>>;

/** Licences that let a user of the package publish without a duty but to keep the notice. */
const LICENCES = new Set(["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0"]);

/**
 * Published packages with an install script, by the reason why it may run at a user's.
 * Of development, `allowScripts` of package.json names those that npm runs.
 */
const REVIEWED_SCRIPTS: Readonly<Record<string, string>> = {
  protobufjs: "prints a warning where package.json names another version scheme; reads nothing else",
};

/** Returns the paths of the packages that come to a user with `dependencies`, those of the dependencies included. */
export function publishedPaths(lock: Lock): string[] {
  const found = new Set<string>();
  const add = (from: string, names: readonly string[]): void => {
    for (const name of names) {
      const path = resolvedPath(lock, from, name);
      if (path !== undefined && !found.has(path)) {
        found.add(path);
        const { dependencies, optionalDependencies } = lock[path] ?? {};
        add(path, Object.keys({ ...dependencies, ...optionalDependencies }));
      }
    }
  };
  add("", Object.keys(lock[""]?.dependencies ?? {}));
  return [...found].toSorted();
}

/** Finds a package as Node.js does: in the folder of the one that needs it, then in those above. */
function resolvedPath(lock: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (Object.hasOwn(lock, path)) {
      return path;
    }
    if (folder === "") {
      return undefined;
    }
  }
}

/** Returns what is wrong with the lock file, a line each. */
export function lockProblems(lock: Lock): string[] {
  const published = new Set(publishedPaths(lock));
  return Object.entries(lock).flatMap(([path, entry]) =>
    path === "" ? [] : [...sourceProblems(path, entry), ...(published.has(path) ? publishedProblems(path, entry) : [])],
  );
}

function sourceProblems(path: string, { integrity, resolved }: LockedPackage): string[] {
  return [
    ...(integrity?.startsWith("sha512-") === true ? [] : [`${path} has no sha512 of its content`]),
    // whatever registry npm is set to gives the content that the hash names
    ...(resolved === undefined ? [] : [`${path} is bound to ${new URL(resolved).host}`]),
  ];
}

function publishedProblems(path: string, { license, hasInstallScript, deprecated }: LockedPackage): string[] {
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  return [
    ...(isAllowed(license ?? "") ? [] : [`${path} has the licence ${license ?? "none"}, expected ${list(LICENCES)}`]),
    ...(hasInstallScript === true && !Object.hasOwn(REVIEWED_SCRIPTS, name)
      ? [`${path} runs a script when a user installs it: read it, and name the reason in REVIEWED_SCRIPTS`]
      : []),
    ...(deprecated === undefined ? [] : [`${path} is deprecated: ${deprecated}`]),
  ];
}

/** An SPDX expression of AND or OR alone: https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/ */
function isAllowed(expression: string): boolean {
  const plain = expression.replace(/^\((.*)\)$/, "$1");
  return plain.includes(" OR ")
    ? plain.split(" OR ").some((one) => LICENCES.has(one))
    : plain.split(" AND ").every((one) => LICENCES.has(one));
}

const list = (names: Iterable<string>): string => [...names].join(", ");
