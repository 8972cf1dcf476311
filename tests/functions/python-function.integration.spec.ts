import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { PythonFunction, type PythonFunctionArgs } from "../../functions";
import { SERVED_HERE } from "../../language/served-here";
import { deploy } from "../support/deploy";
import { refused } from "../support/refused";
import { removeProjects, temporaryProject } from "../support/temporary-project";
import { wheel } from "../support/wheel";

const withoutPip = whyNoPip();

/** The packages of the tests: `greet` needs `speed`, which has machine code for two processors, and none for others. */
const WHEELS = [
  wheel(
    "greet",
    "py3-none-any",
    {
      "greet/__init__.py": "from speed import WORD\n",
      "greet-1.0.data/purelib/greet_more.py": "MORE = 1\n",
      "greet-1.0.data/scripts/greet": "#!python\n",
    },
    ["speed"],
  ),
  wheel("speed", "cp313-cp313-manylinux_2_28_aarch64", { "speed/__init__.py": "WORD = 'arm64'\n" }),
  wheel("speed", "cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64", {
    "speed/__init__.py": "WORD = 'x86_64'\n",
  }),
  wheel("speed", "cp313-cp313-manylinux_2_39_aarch64", { "speed/__init__.py": "WORD = 'glibc too new'\n" }),
  wheel("speed", "py3-none-any", { "speed/__init__.py": "WORD = 'here'\n" }),
];

describe(`PythonFunction${withoutPip === undefined ? "" : ` (${withoutPip})`}`, function () {
  this.timeout(240_000);
  const here = process.cwd();
  const { PATH } = process.env;
  let project: string;

  before(() => {
    project = temporaryProject({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "orders/app.py": "from greet import WORD\n\ndef handler(event, context):\n    return WORD\n",
      "orders/lib/__init__.py": "",
      "orders/__pycache__/app.cpython-313.pyc": "compiled",
      "orders/.venv/pyvenv.cfg": "",
      "orders/tests/test_app.py": "",
      "orders/requirements.txt": "--no-index\n--find-links ../wheels\ngreet==1.0\n",
      "plain/app.py": "def handler(event, context):\n    return {}\n",
      "wrong/app.py": "",
      "wrong/requirements.txt": "--no-index\n--find-links ../wheels\ngone==2.0\n",
    });
    mkdirSync(join(project, "wheels"));
    WHEELS.forEach(([file, content]) => writeFileSync(join(project, "wheels", file), content));
    process.chdir(project);
  });

  after(() => {
    process.chdir(here);
    removeProjects();
  });

  afterEach(() => {
    process.env.PATH = PATH;
    delete process.env[SERVED_HERE];
  });

  /** The archive's entries: what stands in text files, and where folders of packages are. */
  async function archiveOf(args: Partial<PythonFunctionArgs> = {}): Promise<Record<string, string>> {
    const { inputsOf } = await deploy(
      () => new PythonFunction("orders", { entry: "orders", handler: "app.handler", exclude: ["tests"], ...args }),
    );
    const { code } = inputsOf("lambda/function:Function");
    assert.ok(code instanceof pulumi.asset.AssetArchive);
    const entries = Object.entries(await code.assets).map(async ([path, asset]) => {
      const text = asset instanceof pulumi.asset.StringAsset ? asset.text : (asset as pulumi.asset.FileAsset).path;
      return [path, String(await text)] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  const wordIn = (archive: Record<string, string>): string =>
    readFileSync(join(archive.speed ?? "", "__init__.py"), "utf8");

  it("packs the folder with the packages of its requirements, for Lambda's processor and Python", async function () {
    if (withoutPip !== undefined) {
      this.skip();
    }
    const archive = await archiveOf();
    assert.deepEqual(Object.keys(archive).sort(), [
      "app.py",
      "greet",
      "greet-1.0.dist-info",
      "greet_more.py",
      "lib/__init__.py",
      "speed",
      "speed-1.0.dist-info",
    ]);
    assert.match(archive["app.py"] ?? "", /^from greet import WORD/);
    assert.equal(wordIn(archive), "WORD = 'arm64'\n");
    assert.match(archive.speed ?? "", /^\.gatewright\/python\/[0-9a-f]{32}\/speed$/);
    assert.equal(wordIn(await archiveOf({ architecture: "x86_64" })), "WORD = 'x86_64'\n");
  });

  it("downloads them once: the same requirements need no pip", async function () {
    if (withoutPip !== undefined) {
      this.skip();
    }
    const before = readdirSync(join(project, ".gatewright/python")).sort();
    process.env.PATH = "/nowhere";
    assert.equal(wordIn(await archiveOf()), "WORD = 'arm64'\n");
    assert.deepEqual(readdirSync(join(project, ".gatewright/python")).sort(), before);
  });

  it("takes the packages of this machine where it is served here", async function () {
    if (withoutPip !== undefined) {
      this.skip();
    }
    process.env[SERVED_HERE] = "yes";
    assert.equal(wordIn(await archiveOf()), "WORD = 'here'\n");
  });

  it("names what has no wheel, and for which machine", async function () {
    if (withoutPip !== undefined) {
      this.skip();
    }
    await assert.rejects(archiveOf({ entry: "wrong" }), (error: Error) => {
      assert.match(
        error.message,
        /^PythonFunction "orders": pip cannot download the packages of wrong\/requirements\.txt for python3\.13 on arm64:\n {2}.*gone==2\.0/,
      );
      assert.match(error.message, /Fix: take a version that has a wheel for python3\.13 on arm64/);
      return true;
    });
    assert.deepEqual(
      readdirSync(join(project, ".gatewright/python")).filter((name) => name.startsWith("download-")),
      [],
    );
  });

  it("names pip, or Python, where it is missing; a folder without requirements needs neither", async () => {
    rmSync(join(project, ".gatewright"), { recursive: true, force: true });
    process.env.PATH = join(project, "bin");
    await assert.rejects(
      archiveOf(),
      /^Error: PythonFunction "orders": pip downloads the packages of orders\/requirements\.txt, and there is no python3 on PATH\. Install/,
    );
    mkdirSync(join(project, "bin"));
    writeFileSync(
      join(project, "bin/python3"),
      "#!/bin/sh\necho '/usr/bin/python3: No module named pip' >&2\nexit 1\n",
    );
    chmodSync(join(project, "bin/python3"), 0o755);
    await assert.rejects(archiveOf(), /and python3 has no pip\. Install it: python3 -m ensurepip/);
    assert.deepEqual(Object.keys(await archiveOf({ entry: "plain" })), ["app.py"]);
  });

  it("refuses everything that is wrong at once", () => {
    assert.deepEqual(
      refused(
        () =>
          new PythonFunction("orders", {
            entry: "orders",
            handler: "handler",
            runtime: "python3" as "python3.13",
            requirements: "requirements-lambda.txt",
          }),
      ),
      [
        'PythonFunction "orders": 3 problems',
        '  - runtime: got "python3", expected a Python runtime of Lambda. Fix: write "python3.13"',
        '  - requirements: got "requirements-lambda.txt", expected a file in orders. Fix: write its name, or remove it',
        '  - handler: got "handler", expected a module in orders and its function. ' +
          'Fix: write the file without its ending, a dot and the function, such as "app.handler"',
      ],
    );
    assert.match(
      refused(() => new PythonFunction("orders", { entry: "gone", handler: "app.handler" })).join("\n"),
      /- entry: got "gone", expected a folder, from .*\. Fix: write the path of the folder with the code/,
    );
  });
});

function whyNoPip(): string | undefined {
  try {
    execFileSync("python3", ["-m", "pip", "--version"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "skipped: no pip";
  }
}
