import type { Random } from "../../support/live/random";
import type { AliasSpec, Change, Options } from "./program";
import type { Scope } from "./scope";

const CHANGES: readonly Change[] = [
  "nothing",
  "tag",
  "later-tag",
  "protect",
  "secret-tags",
  "drop-tags",
  "drop-dependencies",
  "ignore-tags",
  "alias",
  "move-region",
  "borrow-output",
];

type Subject = "resource" | "component" | "provider" | "get" | "invoke";

/** Returns resource options that refer to earlier statements. */
export function optionsOf(random: Random, scope: Scope, name: string, subject: Subject): Options {
  const options: Options = {};
  const all = [...scope.indices("resource", "get", "provider"), ...scope.components()];
  const managed = scope.indices("resource");
  const providers = scope.indices("provider");
  if (scope.parent !== undefined) {
    options.parent = scope.parent;
  }
  if (subject === "provider") {
    return random.chance(0.8) ? options : { ...options, protect: true };
  }
  if (providers.length > 0 && random.chance(0.35)) {
    options.provider = random.one(providers);
  }
  if (subject === "invoke") {
    return options;
  }
  if (all.length > 0 && random.chance(0.25)) {
    const of = random
      .shuffled(all)
      .slice(0, 1 + random.below(2))
      .map((at) => scope.use(at));
    options.dependsOn = { of, form: random.one(["one", "list", "output", "promise"]) };
  }
  if (subject === "get") {
    return options;
  }
  if (subject === "component" && providers.length > 0 && random.chance(0.3)) {
    delete options.provider;
    options.providers = { of: [random.one(providers)], form: random.one(["list", "record"]) };
  }
  if (random.chance(0.2)) {
    options.aliases = Array.from({ length: 1 + random.below(2) }, (_, at) =>
      aliasOf(random, scope, `${name}-old${at}`),
    );
  }
  if (random.chance(0.1)) {
    options.protect = random.chance(0.7);
  }
  if (random.chance(0.08)) {
    options.retainOnDelete = random.chance(0.7);
  }
  if (managed.length > 0 && random.chance(0.1)) {
    options.deletedWith = random.one(managed);
  }
  if (random.chance(0.15)) {
    options.transforms = Array.from({ length: 1 + random.below(2) }, () => random.one(CHANGES));
  }
  if (random.chance(0.08)) {
    options.transformations = [random.one(CHANGES.filter((change) => change !== "later-tag"))];
  }
  if (subject === "resource") {
    Object.assign(options, customOptions(random));
  }
  return options;
}

/** The options that only custom resources have. */
function customOptions(random: Random): Options {
  return {
    ...(random.chance(0.08) && { deleteBeforeReplace: random.chance(0.7) }),
    ...(random.chance(0.1) && { ignoreChanges: ["tags", "description"].slice(random.below(2)) }),
    ...(random.chance(0.1) && { replaceOnChanges: random.one([["*"], ["tags"], ["tags.team", "name"]]) }),
    ...(random.chance(0.1) && { additionalSecretOutputs: [random.one(["arn", "id", "tags", "missing", "name"])] }),
    ...(random.chance(0.06) && { customTimeouts: random.one([{ create: "5m" }, { update: "1h30m", delete: "10s" }]) }),
    ...(random.chance(0.05) && { version: random.one(["7.30.0", "7.1.0-alpha.1"]) }),
    ...(random.chance(0.02) && {
      pluginDownloadURL: random.one([
        "https://plugins.example.com/aws",
        "https://my-plugins.example.com:8080/a-b/9x?x=1",
      ]),
    }),
  };
}

function aliasOf(random: Random, scope: Scope, old: string): AliasSpec {
  const components = scope.indices("component");
  switch (random.below(7)) {
    case 0:
      return { name: old };
    case 1:
      return { type: "aws:sns/old:Old" };
    case 2:
      return { noParent: true };
    case 3:
      return components.length === 0 ? { name: old } : { parent: random.one(components), name: old };
    case 4:
      return { urn: `urn:pulumi:dev::generated::aws:sns/topic:Topic::${old}` };
    case 5:
      return { project: "elsewhere", stack: "prod" };
    default:
      return { name: old, type: "aws:sns/old:Old", noParent: true };
  }
}
