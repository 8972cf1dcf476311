import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(__dirname, "../..");

/** The top-level folders of sources, and those whose folders are rooms as well. */
const TOP = [
  ...[
    "language",
    "aws",
    "engine",
    "components",
    "functions",
    "config",
    "plugin",
    "stacks",
    "policy",
    "policy-host",
    "report",
    "doctor",
    "cli",
  ],
  ...["scripts", "bench", "tests", "gateway", "docs"],
];
const ROOMS = [
  ...TOP.filter((folder) => folder !== "gateway" && folder !== "docs"),
  ...["aws", "engine", "components", "gateway", "gateway/server"].flatMap(foldersOf),
];

function foldersOf(folder: string): string[] {
  const entries = readdirSync(join(repository, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}/${name}`);
}

describe("the README of each room", () => {
  it("is there", () => {
    const missing = ROOMS.filter((room) => !existsSync(join(repository, room, "README.md")));
    assert.deepEqual(missing, []);
  });

  it("names files that exist", () => {
    const sources = TOP.flatMap((folder) => [
      `/${folder}`,
      ...readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" }).map(
        (file) => `/${folder}/${file}`,
      ),
    ]);
    // what a build makes
    const known = [...sources, "/dist"];
    const gone = ROOMS.flatMap((room) => {
      const readme = readFileSync(join(repository, room, "README.md"), "utf8");
      const named = [...readme.matchAll(/`([a-z][a-z0-9/-]*(?:\.m?ts|\/))`/g)].map(([, path = ""]) => path);
      return named
        .filter((path) => !known.some((file) => `${file}/`.endsWith(`/${path.replace(/\/$/, "")}/`)))
        .map((path) => `${room}: ${path}`);
    });
    assert.deepEqual(gone, []);
  });

  it("of language/ names each helper", () => {
    const readme = readFileSync(join(repository, "language/README.md"), "utf8");
    const helpers = readdirSync(join(repository, "language")).filter((file) => file.endsWith(".ts"));
    assert.deepEqual(
      helpers.filter((file) => !readme.includes(`\`${file}\``)),
      [],
    );
  });
});
