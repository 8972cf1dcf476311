import type { Options, Program, Statement, Value } from "./program";

const text = (value: string): Value => ({ kind: "plain", value });
const topic = (name: string, inputs: Record<string, Value>, options: Options = {}): Statement => ({
  kind: "resource",
  type: "sns.Topic",
  name,
  inputs,
  options,
});
const group = (name: string, inputs: Record<string, Value>, options: Options = {}): Statement => ({
  kind: "component",
  type: "test:index:Group",
  name,
  inputs,
  outputs: {},
  options,
});

function kept(name: string, statements: (name: string) => Statement[]): Program {
  return {
    name,
    statements: statements(name),
    outputs: {},
    stackTransforms: [],
    stackTransformations: [],
    invokeTransforms: false,
  };
}

/** Programs on which the engines once differed, each with what was wrong. */
export const KEPT: readonly Program[] = [
  // a transform saw the mark of a secret beside its members
  kept("secretInTags", (name) => [
    topic(
      `${name}-0`,
      { tags: { kind: "object", of: { cost: { kind: "secret", of: text("s") }, team: text("t") } } },
      { transforms: ["tag"] },
    ),
  ]),
  // a secret and an unknown in an argument of a component made the whole argument one, where a transform stood above
  kept("deepInComponent", (name) => [
    topic(`${name}-0`, {}),
    group(
      `${name}-1`,
      {
        size: { kind: "list", of: [{ kind: "secret", of: text("s") }, text("t")] },
        more: { kind: "object", of: { one: { kind: "member", of: 0, path: ["arn"] }, two: text("t") } },
      },
      { transforms: ["nothing"] },
    ),
  ]),
  // archives and assets had no hash, and a mark of the SDK's own
  kept("archives", (name) => [
    ...[
      { kind: "file-archive", path: "site" } as const,
      { kind: "text-asset", text: "naïve" } as const,
      {
        kind: "archive",
        of: {
          "ünïcode.js": { kind: "text-asset", text: "a" },
          site: { kind: "file-archive", path: "site" },
          [`${"long-".repeat(22)}/${"name-".repeat(15)}.js`]: { kind: "file-asset", path: "site/index.html" },
          [`${"longer-".repeat(30)}.js`]: { kind: "text-asset", text: "b" },
        },
      } as const,
    ].map((code, at): Statement => ({
      kind: "resource",
      type: "lambda.Function",
      name: `${name}-${at}`,
      inputs: {
        role: text("arn:aws:iam::123456789012:role/r"),
        runtime: text("nodejs22.x"),
        handler: text("index.handler"),
        code,
      },
      options: {},
    })),
  ]),
  // a secret of a secret was two, and assets in outputs had no hash
  kept("outputs", (name) => [
    topic(
      `${name}-0`,
      { tags: { kind: "secret", of: { kind: "object", of: { a: { kind: "config", key: "token", secret: true } } } } },
      { transforms: ["secret-tags"] },
    ),
    {
      kind: "component",
      type: "test:index:Group",
      name: `${name}-1`,
      inputs: {},
      outputs: { code: { kind: "file-asset", path: "site/index.html" } },
      options: {},
    },
  ]),
  // in a preview, what is looked up by an id that is not known yet had the outputs that the program gave
  kept("lookedUp", (name) => [
    topic(`${name}-0`, {}),
    {
      kind: "get",
      type: "s3.Bucket",
      name: `${name}-1`,
      id: { kind: "interpolate", of: [{ kind: "member", of: 0, path: ["arn"] }] },
      state: { tags: { kind: "object", of: { team: text("t") } } },
      options: {},
    },
  ]),
  // a provider that is not configured yet had outputs, and the source of a plugin made no provider of its own
  kept("providers", (name) => [
    topic(`${name}-0`, {}),
    {
      kind: "provider",
      name: `${name}-1`,
      inputs: { region: text("us-west-2"), profile: { kind: "member", of: 0, path: ["arn"] } },
      options: {},
    },
    topic(`${name}-2`, { displayName: text("d") }, { provider: 1 }),
    topic(`${name}-3`, {}, { pluginDownloadURL: "https://my-plugins.example.com:8080/a-b" }),
    { kind: "invoke", name: "getPartition", inputs: {}, form: "output", options: { provider: 1 } },
    topic(`${name}-5`, { displayName: { kind: "member", of: 4, path: ["partition"] } }),
  ]),
  // the secret outputs of another stack stood in the order of its outputs
  kept("secretOutputs", (name) => [
    { kind: "stack", name: `${name}-0`, stack: "organization/shared/dev", form: "outputs", output: "nested" },
  ]),
];
