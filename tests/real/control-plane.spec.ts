import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { text } from "node:stream/consumers";
import { join } from "node:path";
import { deploymentOf, type DeployedResource } from "./control-plane/deployment";
import { evaluate } from "../support/evaluate";

const ROOT = join(__dirname, "..", "..");
const DRIVER = join(__dirname, "control-plane", "deploy.py");
const EXAMPLES = join(ROOT, "examples");

/** The result of one stack on moto. */
interface Deployed {
  name: string;
  /** The numbers of calls that created and that changed something. */
  created: number;
  changed: number;
  failures: string[];
  /** Calls that moto doesn't have. */
  unsupported: string[];
  /** The names in AWS after the resources are made, and what is left once they are deleted. */
  read: Record<string, string[]>;
  left: Record<string, string[]>;
}

/** Calls that moto 5.2 doesn't have, by operation: neither judged nor failed. */
const NOT_IN_MOTO: readonly RegExp[] = [
  /^update aws:apigatewayv2\/stage:Stage .*: The update_stage action has not been implemented$/,
];

/** Returns why moto can't be used here; undefined where it can. Nothing is installed for it. */
function whyNoMoto(): string | undefined {
  try {
    execFileSync("python3", ["-c", "import moto, boto3, openapi_spec_validator"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "skipped: python3 has no moto[apigateway]";
  }
}

function run(input: object): Promise<unknown> {
  const child = spawn("python3", [DRIVER], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(input));
  return text(child.stdout).then((output) => JSON.parse(output) as unknown);
}

const skipped = whyNoMoto();

describe(`the sample and the examples on an AWS that isn't ours${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(240_000);
  const stacks: { name: string; resources: DeployedResource[]; changed: DeployedResource[] }[] = [];
  let results: Deployed[] = [];
  // programs in other languages run on Pulumi's engine alone
  const programs = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, "index.ts")));
  const names = ["sample", ...programs.sort()];

  before(async function () {
    if (skipped !== undefined) {
      this.skip();
    }
    const types = new Set((await run({ types: true })) as string[]);
    for (const name of names) {
      const directory = name === "sample" ? ROOT : join(EXAMPLES, name);
      const stack = name === "sample" ? "prod" : stackOf(directory);
      const { graph } = await evaluate({ directory, stack });
      stacks.push({ name, ...deploymentOf(graph, types) });
    }
    ({ stacks: results } = (await run({ stacks })) as { stacks: Deployed[] });
  });

  for (const name of names) {
    const of = (): [(typeof stacks)[number], Deployed] => {
      const at = names.indexOf(name);
      return [stacks[at] ?? assert.fail(), results[at] ?? assert.fail()];
    };

    it(`takes every call that creates, changes and deletes the resources of ${name}`, () => {
      const [{ resources }, { created, changed, failures, unsupported }] = of();
      assert.deepEqual(failures, []);
      assert.deepEqual(
        unsupported.filter((call) => !NOT_IN_MOTO.some((known) => known.test(call))),
        [],
      );
      assert.ok(created >= resources.length, `${created} calls for ${resources.length} resources`);
      assert.ok(changed > 0);
    });

    it(`has the routes, methods, functions, roles, tables and log groups of ${name}, and none of them once they are deleted`, () => {
      const [{ resources }, { read, left }] = of();
      const named = (type: string): string[] =>
        resources
          .filter((resource) => resource.type === type)
          .map(({ inputs }) => asText(inputs.name))
          .sort();
      assert.deepEqual(read.functions, named("aws:lambda/function:Function"));
      assert.deepEqual(read.roles, named("aws:iam/role:Role"));
      assert.deepEqual(read.tables, named("aws:dynamodb/table:Table"));
      assert.deepEqual(read.logGroups, named("aws:cloudwatch/logGroup:LogGroup"));
      const routes = resources.filter(({ type }) => type === "aws:apigatewayv2/route:Route");
      assert.deepEqual(
        read.routes?.map((route) => route.slice(route.indexOf(" ") + 1)).sort(),
        routes.map(({ inputs }) => asText(inputs.routeKey)).sort(),
      );
      assert.deepEqual(Object.values(left).flat(), []);
    });
  }
});

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function stackOf(directory: string): string {
  const [file = ""] = readdirSync(directory).filter((name) => /^Pulumi\.\w+\.yaml$/.test(name));
  return file.split(".")[1] ?? "";
}
