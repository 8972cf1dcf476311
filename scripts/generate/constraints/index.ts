import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { format, resolveConfig } from "prettier";
import { isUsual } from "../../../aws/constraints/usual-types";
import { constraintsOf } from "./constraints";
import { PulumiInputs } from "./pulumi-inputs";
import type { ServiceModel } from "./service-model";
import { SOURCES } from "./sources";

/**
 * `npm run constraints` writes aws/constraints/models.json and models.others.json from AWS's own service models, as botocore publishes them. With a path
 * it reads that wheel, without one it downloads the newest by `pip download`. CI does not run it: the file is committed.
 */
const root = join(__dirname, "../../..");

async function main(path: string | undefined): Promise<void> {
  const wheel = readFileSync(path ?? downloaded());
  const files = unzipSync(wheel, { filter: ({ name }) => /\/service-2\.json(\.gz)?$|METADATA$/.test(name) });
  const metadata = Object.entries(files).find(([name]) => name.endsWith("METADATA"))?.[1];
  const version = /^Version: (.+)$/m.exec(Buffer.from(metadata ?? []).toString())?.[1] ?? "unknown";
  const services = new Set(Object.values(SOURCES).map(({ service }) => service));
  const models = new Map([...services].map((service) => [service, modelOf(files, service)] as const));
  const inputs = new PulumiInputs(root, Object.keys(SOURCES));
  const types = Object.entries(SOURCES).map(([type, source]) => {
    const model = models.get(source.service) ?? modelOf(files, source.service);
    return [type, constraintsOf(inputs.inputs(type), source, model, type)] as const;
  });
  const apiVersions = Object.fromEntries(
    [...models].map(
      ([
        name,
        {
          metadata: { apiVersion },
        },
      ]) => [name, apiVersion],
    ),
  );
  const usual = Object.fromEntries(types.filter(([type]) => isUsual(type)));
  await write("models.json", { botocore: version, apiVersions, types: usual });
  await write("models.others.json", { types: Object.fromEntries(types.filter(([type]) => !isUsual(type))) });
}

async function write(name: string, content: object): Promise<void> {
  const target = join(root, "aws/constraints", name);
  writeFileSync(target, await format(JSON.stringify(content), { ...(await resolveConfig(target)), filepath: target }));
}

function downloaded(): string {
  const folder = mkdtempSync(join(tmpdir(), "botocore-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  execFileSync("pip", ["download", "botocore", "--no-deps", "--quiet", "--dest", folder], { stdio: "inherit" });
  const [wheel] = readdirSync(folder).filter((name) => name.endsWith(".whl"));
  if (wheel === undefined) {
    throw new Error("pip downloaded no wheel of botocore");
  }
  return join(folder, wheel);
}

function modelOf(files: Record<string, Uint8Array>, service: string): ServiceModel {
  const [newest] = Object.keys(files)
    .filter((name) => name.startsWith(`botocore/data/${service}/`))
    .sort()
    .reverse();
  const data = newest === undefined ? undefined : files[newest];
  if (newest === undefined || data === undefined) {
    throw new Error(`botocore has no model of ${service}`);
  }
  return JSON.parse(Buffer.from(newest.endsWith(".gz") ? gunzipSync(data) : data).toString()) as ServiceModel;
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
