import { execFile, execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { parse, stringify } from "yaml";
import { startProvider } from "../support/provider";
import type { ProviderOptions } from "../support/provider/service";
import { SIGNATURE_KEY, type PropertyValue } from "../../engine/graph/value";
import { defined } from "../../language/defined";

/** Returns why the real engine can't be used here; undefined where it can. */
export function whyNoEngine(): string | undefined {
  for (const program of ["pulumi", "pulumi-language-nodejs"]) {
    try {
      execFileSync("which", [program], { stdio: "ignore" });
    } catch {
      return `skipped: no ${program} on PATH`;
    }
  }
  return undefined;
}

export interface EngineOptions {
  /** The stack's short name. */
  stage: string;
  /** Config values over those of the stage's file, by "namespace:key"; `{ secret }` for a secret one. */
  config?: Record<string, string | { secret: string }>;
  /** Names of further packages that are served instead of their plugins, as aws is. */
  packages?: string[];
  /** The ports of providers that the test serves itself, by package. */
  providers?: Record<string, number>;
  /** Returns whether an operation on a resource fails. @default none does */
  fails?: ProviderOptions["fails"];
  /** Returns the inputs of a resource that stands before the program imports it. @default none does */
  existing?: ProviderOptions["existing"];
  /** The outputs of other stacks, by `project/stack`. @default there is no other stack */
  stacks?: Record<string, Record<string, PropertyValue>>;
}

/** The result of one operation of the engine. */
export interface Operations {
  /** The number of resources that it created, updated, left the same, ... */
  summary: Record<string, number>;
  /** The operation on each resource, by URN. */
  steps: Record<string, string>;
  /** All operations in the order in which they started. */
  started: { op: string; urn: string }[];
  /** The reason why the engine ended early, where that was allowed. */
  error?: Error;
}

/** The way an update is made. */
export interface UpdateOptions {
  /** Makes one operation at a time. */
  serial?: boolean;
  /** Returns what was done before a failure, instead of failing. */
  mayFail?: boolean;
}

/** The operations on the program's own resources other than "same", by type and name. */
export function changes(steps: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(steps)
      .filter(([, operation]) => operation !== "same")
      .map(([urn, operation]) => [urn.split("::").slice(2).join(" "), operation]),
  );
}

/** A policy pack and the file that configures it. */
export interface LocalPack {
  directory: string;
  configFile?: string;
}

/** The engine's message about a policy. */
export interface PolicyEvent {
  policy: string;
  pack: string;
  urn: string;
  message: string;
  enforcement: string;
  severity: string;
}

/**
 * A resource as the engine writes it.
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/core.go ResourceV3
 */
export interface StateResource {
  urn: string;
  type: string;
  custom?: boolean;
  external?: boolean;
  id?: string;
  parent?: string;
  /** The provider's URN and id, joined by `::`. */
  provider?: string;
  inputs?: Record<string, PropertyValue>;
  outputs?: Record<string, PropertyValue>;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
  [option: string]: unknown;
}

/** A stack of the real engine with a backend of its own in a temporary folder. */
export interface RealEngine {
  preview(): Promise<Operations>;
  /** The resources that a preview would make, in the order of their steps, with the outputs that it knows and secrets in plain text. */
  previewed(): Promise<StateResource[]>;
  /** Previews with policy packs; mandatory violations are no failure of the preview. */
  policies(packs: LocalPack[]): Promise<PolicyEvent[]>;
  up(options?: UpdateOptions): Promise<Operations>;
  destroy(): Promise<Operations>;
  /** The stack's state, secrets encrypted unless they are asked for. */
  export(options?: { showSecrets?: boolean }): Promise<StateResource[]>;
  outputs(): Promise<Record<string, PropertyValue>>;
  setConfig(key: string, value: string | { secret: string }): Promise<void>;
}

/**
 * Runs the project in `directory` on the real engine with no cloud and no network: state in a temporary folder, the aws
 * package served by this process. The project's files stay as they are: its stage's config is copied.
 */
export async function withEngine(
  directory: string,
  options: EngineOptions,
  use: (engine: RealEngine) => Promise<void>,
): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "gatewright-engine-"));
  const { fails, existing } = options;
  const provider = await startProvider(defined({ fails, existing }));
  try {
    const own = ["aws", ...(options.packages ?? [])].map((name) => [name, provider.port] as const);
    const run = runner(home, { ...Object.fromEntries(own), ...options.providers });
    const configFile = copyProject(directory, options.stage, home);
    for (const [name, outputs] of Object.entries(options.stacks ?? {})) {
      await deployOutputs(run, join(home, name), outputs);
    }
    await run(home, ["stack", "init", options.stage]);
    const engine = realEngine(run, { directory, home, configFile, stage: options.stage });
    for (const [key, value] of Object.entries(options.config ?? {})) {
      await engine.setConfig(key, value);
    }
    await use(engine);
  } finally {
    await provider.close();
    rmSync(home, { recursive: true, force: true });
  }
}

type Run = (directory: string, args: string[]) => Promise<string>;

interface Place {
  directory: string;
  home: string;
  configFile: string;
  stage: string;
}

function realEngine(run: Run, { directory, home, configFile, stage }: Place): RealEngine {
  const stack = ["--stack", stage];
  let count = 0;
  const newLog = (): string => join(home, `events-${(count += 1)}.json`);
  const quiet = ["--config-file", configFile, "--non-interactive", "--suppress-progress"];
  const logged = async (args: string[], log: string): Promise<void> => {
    await run(directory, [...args, ...stack, ...quiet, "--event-log", log]);
  };
  const operate = async (args: string[], mayFail = false): Promise<Operations> => {
    const log = newLog();
    const error = await logged(args, log).then(
      () => undefined,
      (reason: Error) => reason,
    );
    if (error !== undefined && !mayFail) {
      throw error;
    }
    return { ...readEvents(log), ...(error === undefined ? undefined : { error }) };
  };
  return {
    preview: () => operate(["preview"]),
    previewed: async () => {
      const log = newLog();
      const output = await run(directory, [
        "preview",
        ...stack,
        ...quiet,
        "--json",
        "--show-secrets",
        "--event-log",
        log,
      ]);
      return previewedResources(output, log);
    },
    policies: async (packs) => {
      const log = newLog();
      const options = packs.flatMap((pack) => [
        ...["--policy-pack", pack.directory],
        ...(pack.configFile === undefined ? [] : ["--policy-pack-config", pack.configFile]),
      ]);
      await logged(["preview", ...options], log).catch((error: unknown) => {
        if (!violated(log)) {
          throw error;
        }
      });
      return readPolicyEvents(log);
    },
    up: ({ serial = false, mayFail = false } = {}) =>
      operate(["up", "--yes", "--skip-preview", ...(serial ? ["--parallel", "1"] : [])], mayFail),
    destroy: () => operate(["destroy", "--yes", "--skip-preview"]),
    export: async ({ showSecrets = false } = {}) => {
      const secrets = showSecrets ? ["--show-secrets"] : [];
      const state = JSON.parse(await run(home, ["stack", "export", ...stack, ...secrets])) as {
        deployment: { resources?: StateResource[] };
      };
      return state.deployment.resources ?? [];
    },
    outputs: async () =>
      JSON.parse(await run(home, ["stack", "output", "--json", ...stack])) as Record<string, PropertyValue>,
    setConfig: async (key, value) => {
      const [kind, text] = typeof value === "string" ? ["--plaintext", value] : ["--secret", value.secret];
      await run(home, ["config", "set", kind, key, text, ...stack]);
    },
  };
}

function runner(home: string, providers: Record<string, number>): Run {
  mkdirSync(join(home, "state"));
  const environment = {
    ...process.env,
    PULUMI_HOME: join(home, "home"),
    PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "tests",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_PROVIDERS: Object.entries(providers)
      .map(([name, port]) => `${name}:${port}`)
      .join(","),
    // Types are checked once, by `npm run lint`.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // Allows --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
    NO_COLOR: "1",
  };
  return (directory, args) =>
    new Promise((resolve, reject) => {
      execFile(
        "pulumi",
        ["--cwd", directory, ...args],
        { env: environment, maxBuffer: 64 * 1024 * 1024, timeout: 600_000 },
        (error, stdout, stderr) =>
          error === null
            ? resolve(stdout)
            : reject(
                new Error(
                  `pulumi ${args.slice(0, 2).join(" ")} failed (${error.code ?? error.signal}).\n${stdout}${stderr}`,
                ),
              ),
      );
    });
}

/** Copies the project's name and config, and the stage's config file: the engine writes into the copies. */
function copyProject(directory: string, stage: string, home: string): string {
  const project = parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")) as Record<string, unknown>;
  const { name, runtime, config, stackConfigDir } = project;
  writeFileSync(join(home, "Pulumi.yaml"), stringify(defined({ name, runtime, config })));
  const source = join(directory, typeof stackConfigDir === "string" ? stackConfigDir : ".", `Pulumi.${stage}.yaml`);
  const configFile = join(home, `Pulumi.${stage}.yaml`);
  if (existsSync(source)) {
    copyFileSync(source, configFile);
  } else {
    writeFileSync(configFile, "");
  }
  return configFile;
}

/** Deploys a stack that has nothing but outputs, for references to it. */
async function deployOutputs(run: Run, directory: string, outputs: Record<string, PropertyValue>): Promise<void> {
  const [project = "", stack = ""] = directory.split(sep).slice(-2);
  mkdirSync(directory, { recursive: true });
  symlinkSync(join(__dirname, "..", "..", "node_modules"), join(directory, "node_modules"), "dir");
  writeFileSync(join(directory, "package.json"), "{}");
  writeFileSync(join(directory, "Pulumi.yaml"), stringify({ name: project, runtime: "nodejs", main: "index.js" }));
  writeFileSync(join(directory, "outputs.json"), JSON.stringify(outputs));
  writeFileSync(
    join(directory, "index.js"),
    `const { secret } = require("@pulumi/pulumi");
const mark = ${JSON.stringify(SIGNATURE_KEY)};
const read = (value) =>
  value === null || typeof value !== "object" ? value
  : Array.isArray(value) ? value.map(read)
  : mark in value ? secret(read(value.value))
  : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(item)]));
module.exports = read(require("./outputs.json"));
`,
  );
  await run(directory, ["stack", "init", `organization/${project}/${stack}`]);
  await run(directory, [
    "up",
    "--yes",
    "--skip-preview",
    "--non-interactive",
    "--stack",
    `organization/${project}/${stack}`,
  ]);
}

/** Joins the resources of `preview --json`, which have no outputs, with the outputs of the preview's events. */
function previewedResources(output: string, log: string): StateResource[] {
  const { steps } = JSON.parse(output) as { steps?: { newState?: StateResource }[] };
  const made = new Map(
    eventsIn(log).flatMap(({ resOutputsEvent }) => {
      const state = resOutputsEvent?.metadata.new;
      return state === undefined ? [] : [[state.urn, defined({ id: state.id, outputs: state.outputs })] as const];
    }),
  );
  return (steps ?? []).flatMap(({ newState }) =>
    newState === undefined ? [] : [{ ...newState, ...made.get(newState.urn) }],
  );
}

interface EngineEvent {
  policyEvent?: {
    policyName: string;
    policyPackName: string;
    resourceUrn: string;
    message: string;
    enforcementLevel: string;
    severity?: string;
  };
  summaryEvent?: { resourceChanges?: Record<string, number> };
  resourcePreEvent?: { metadata: { op: string; urn: string } };
  resOutputsEvent?: { metadata: { new?: StateResource } };
}

/** The engine's event log: one JSON object a line. */
function eventsIn(log: string): EngineEvent[] {
  const lines = existsSync(log) ? readFileSync(log, "utf8").split("\n") : [];
  return lines.filter(Boolean).map((line) => JSON.parse(line) as EngineEvent);
}

function readPolicyEvents(log: string): PolicyEvent[] {
  return eventsIn(log).flatMap(({ policyEvent: event }) =>
    event === undefined
      ? []
      : [
          {
            policy: event.policyName,
            pack: event.policyPackName,
            urn: event.resourceUrn,
            message: event.message.trim(),
            enforcement: event.enforcementLevel,
            severity: event.severity ?? "unspecified",
          },
        ],
  );
}

function violated(log: string): boolean {
  return readPolicyEvents(log).some(({ enforcement }) => enforcement === "mandatory");
}

function readEvents(log: string): Operations {
  const operations: Operations = { summary: {}, steps: {}, started: [] };
  for (const event of eventsIn(log)) {
    Object.assign(operations.summary, event.summaryEvent?.resourceChanges);
    if (event.resourcePreEvent !== undefined) {
      const { op, urn } = event.resourcePreEvent.metadata;
      operations.steps[urn] = op;
      operations.started.push({ op, urn });
    }
  }
  return operations;
}
