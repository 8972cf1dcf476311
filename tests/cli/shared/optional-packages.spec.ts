import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OPTIONAL_PACKAGES, requirePackages } from "../../../cli/shared/optional-packages";

const missing =
  (...names: string[]) =>
  (name: string): boolean =>
    !names.includes(name);

describe("requirePackages", () => {
  it("names all that is missing at once, with what each is for and one install line", () => {
    assert.throws(() => requirePackages(["@pulumi/policy", "ajv", "jose"], missing("@pulumi/policy", "ajv")), {
      message:
        "this command needs 2 packages that are not installed: npm install --save-dev @pulumi/policy ajv\n" +
        '  "@pulumi/policy" (runs policy packs)\n' +
        '  "ajv" (validates policy configs)',
    });
  });

  it("names one in one line, with the option that does without it", () => {
    assert.throws(() => requirePackages(["jose", "chokidar"], missing("chokidar")), {
      message:
        'this command needs the package "chokidar" (watches the program; or say --no-watch), which is not installed: ' +
        "npm install --save-dev chokidar",
    });
  });

  // @pulumi/pulumi has @opentelemetry/api 1.9, which versions from 0.301 on refuse
  it("names the version of a package whose latest can't be installed beside Pulumi's SDK", () => {
    const name = "@opentelemetry/exporter-trace-otlp-proto";
    assert.throws(() => requirePackages([name], missing(name)), {
      message: /: npm install --save-dev @opentelemetry\/exporter-trace-otlp-proto@0\.220$/,
    });
  });

  it("names a package that is needed twice once", () => {
    assert.throws(() => requirePackages(["ws", "ws"], missing("ws")), {
      message: /^this command needs the package "ws" \(serves WebSocket APIs\), .*: npm install --save-dev ws$/,
    });
  });

  it("finds every package where all are installed", () => {
    requirePackages(Object.keys(OPTIONAL_PACKAGES) as (keyof typeof OPTIONAL_PACKAGES)[]);
  });

  it("knows every optional peer of the package, but for those that programs need, and no other", () => {
    const manifest = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8")) as {
      peerDependenciesMeta: Record<string, { optional: boolean }>;
    };
    // gatewright/functions and gatewright/config
    const ofPrograms = ["esbuild", "zod"];
    // quicker than node:http, which does without it
    const ofNoNeed = ["undici"];
    assert.deepEqual(
      [...Object.keys(OPTIONAL_PACKAGES), ...ofPrograms, ...ofNoNeed].sort(),
      Object.keys(manifest.peerDependenciesMeta).sort(),
    );
  });
});
