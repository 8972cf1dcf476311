import * as prettier from "prettier";
import { type Rule } from "../../policy/pack/rule";
import { rules } from "../../policy/rules";
import { componentDefaults } from "./component-defaults";

/** `docs/rules` has a page for each rule and an index. */
export const folders = ["docs/rules"];

/** Returns the pages and the index of the rules, and the settings of each stage in `policy/config`. */
export async function generated(): Promise<Map<string, string>> {
  const files = new Map<string, string>([["docs/rules/README.md", index()]]);
  for (const rule of rules) {
    files.set(`docs/rules/${rule.name}.md`, page(rule));
  }
  for (const [stage, config] of Object.entries(stageConfigs())) {
    files.set(`policy/config/${stage}.json`, JSON.stringify(config));
  }
  const options = { printWidth: 120 };
  const formatted = [...files].map(async ([path, text]): Promise<[string, string]> => {
    const parser = path.endsWith(".md") ? "markdown" : "json";
    return [path, await prettier.format(text, { ...options, parser })];
  });
  return new Map(await Promise.all(formatted));
}

type Levels = Record<string, unknown>;

/** Returns the levels that differ from the rules' own, by stack. */
function stageConfigs(): Record<string, Levels> {
  const mandatory = (choose: (rule: Rule) => boolean): Levels =>
    Object.fromEntries(
      rules.filter((rule) => rule.blocks === "production" && choose(rule)).map(({ name }) => [name, "mandatory"]),
    );
  return {
    local: { "integration-url": { enforcementLevel: "advisory", localhost: true } },
    dev: { "log-retention": { enforcementLevel: "advisory", maximumDays: 30 } },
    staging: mandatory(({ category, severity }) => category === "security" && severity !== "medium"),
    prod: {
      ...mandatory(() => true),
      "log-retention": { enforcementLevel: "advisory", minimumDays: 30 },
      "objective-alarms": { enforcementLevel: "advisory", required: true },
    },
  };
}

const BLOCKS: Record<Rule["blocks"], string> = {
  always: "mandatory in every stage",
  production: "mandatory in production, advisory elsewhere",
  never: "advisory",
};

function index(): string {
  const rows = rules.map(
    ({ name, title, category, severity, blocks, advice }) =>
      `| [${name}](${name}.md) | ${title} | ${category} | ${severity} | ${BLOCKS[blocks]}${advice === undefined ? "" : "; in part advisory"} |`,
  );
  return `# Rules

The ${String(rules.length)} rules of the policy pack. They look at the AWS resources of any Pulumi program: REST APIs (\`aws:apigateway\`), HTTP and WebSocket APIs
(\`aws:apigatewayv2\`), and what stands around them.

| Rule | What must hold | Category | Severity | Level |
|---|---|---|---|---|
${rows.join("\n")}

A page names the rules of other tools that check the same: \`CKV\` is Checkov, \`AVD\` Trivy, \`AwsSolutions\` and \`Serverless\` cdk-nag, \`APIGateway.n\` AWS Security Hub.

## Running the pack

\`\`\`sh
pulumi preview --policy-pack policy --policy-pack-config policy/config/prod.json
pulumi preview --policy-pack node_modules/gatewright/policy # as installed from npm
\`\`\`

What can never work is mandatory in every stage. What works and is unsafe is mandatory where a stage's settings say so: \`policy/config\` has a file for each stage, and
"in production" means with \`policy/config/prod.json\`, which \`gatewright check\` takes for a stack named \`prod\`, \`production\`, \`prd\` or \`live\`, alone or as a part of its name.
"In part advisory" are rules of which some findings are likely and not sure: their pages say which, and why.

## What a finding says

- A violation says in one line what is wrong, with the names and values of the things involved, and in a second line, \`Fix: ...\`, what to change there.
- \`undecided: ...\` is a note where a rule could not decide, because a value is not known before the deployment, or code is not on this machine. A rule leaves at most one
  such note a run; it never blocks.
- \`exempted: ...\` is a note for a finding that somebody lives with: an exemption in the settings covers it, or the program gives the reason itself
  ([route-authorized](route-authorized.md), [method-authorized](method-authorized.md)).

## Settings

Every rule takes \`enforcementLevel\` (\`advisory\`, \`mandatory\`, \`remediate\`, \`disabled\`) and \`exemptions\`, and some take more; their pages list them.

\`\`\`json
{
  "route-authorized": {
    "enforcementLevel": "mandatory",
    "allowed": ["GET /health", "GET /catalogue/*"],
    "exemptions": [{ "resource": "legacy-*", "reason": "moves to the new API", "expires": "2027-01-31" }]
  }
}
\`\`\`

An exemption names a resource by its URN or name, with \`*\` for any characters. It is listed in the output with its reason. After its last day the finding is a violation
again.

Rules that can repair what they find do so at the level \`remediate\`, and only then: ${rules
    .filter((rule) => rule.kind === "resource" && "remediate" in rule)
    .map(({ name }) => `[${name}](${name}.md)`)
    .join(", ")}.

## What the components leave to you

An API of the components with everything at its default has no mandatory finding in production, and this advice, whose answer depends on your account or costs money:

| Rule | Component | Why the default is what it is |
|---|---|---|
${componentDefaults.map(({ rule, component, why }) => `| [${rule}](${rule}.md) | \`${component}\` | ${why} |`).join("\n")}
`;
}

function lookedAt(types: string[]): string {
  return types.length > 12
    ? `${String(types.length)} types, of ${[...new Set(types.map((type) => `\`${type.split("/")[0] ?? ""}\``))].join(", ")}`
    : types.map((type) => `\`${type}\``).join(", ");
}

function page(rule: Rule): string {
  const code = (text: string): string => `\`\`\`typescript\n${text}\n\`\`\``;
  const options = Object.entries(rule.options).map(
    ([name, { schema, default: value }]) => `| \`${name}\` | ${schema.description} | \`${JSON.stringify(value)}\` |`,
  );
  const remediates = rule.kind === "resource" && "remediate" in rule;
  return `# ${rule.name}

${rule.title}. ${rule.description}

Category ${rule.category}, severity ${rule.severity}, ${BLOCKS[rule.blocks]}. The rule looks at ${lookedAt(rule.types)}.

${rule.advice === undefined ? "" : `## What is only advice\n\nAdvisory at every level of the rule: ${rule.advice}\n`}
## Example that fails

${code(rule.examples.fails)}

## Example that passes

${code(rule.examples.passes)}

## Why

${rule.why}

## How to fix

${rule.fix.replace(/\S*\*\/\*/g, "`$&`")}${remediates ? " At the enforcement level `remediate` the rule does it." : ""}

${
  options.length > 0
    ? `## Configuration\n\n| Setting | Meaning | Default |\n|---|---|---|\n${options.join("\n")}\n\nBesides, as every rule, \`enforcementLevel\` and \`exemptions\`. See [Settings](README.md#settings).\n`
    : ""
}
## AWS page

<${rule.url}>
${rule.equivalents.length > 0 ? `\n## Elsewhere\n\n${rule.equivalents.join(", ")}\n` : ""}`;
}
