import { exportName } from "./generate/names";
import { ruleSources } from "./generate/rule-index";
import { createFiles, runScript } from "./new-files";

/**
 * Returns the two files of a new rule by their path from the repository's root, with TODOs that `completeness.spec.ts` rejects.
 *
 * @throws Error if the category or the name is not possible
 */
export function ruleFiles(category: string, name: string, existing: readonly string[]): Map<string, string> {
  const categories = [...new Set(existing.map((path) => path.split("/")[0] ?? ""))].sort();
  if (!categories.includes(category)) {
    throw new Error(`unknown category "${category}": expected one of ${categories.join(", ")}`);
  }
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name)) {
    throw new Error(
      `"${name}" is not a rule's name: expected words in lower case with hyphens, such as access-logging`,
    );
  }
  const taken = existing.find((path) => path.endsWith(`/${name}.ts`));
  if (taken !== undefined) {
    throw new Error(`the rule "${name}" exists already: policy/rules/${taken}`);
  }
  return new Map([
    [`policy/rules/${category}/${name}.ts`, ruleText(name)],
    [`tests/policy/rules/${category}/${name}.spec.ts`, specText(category, name)],
  ]);
}

function ruleText(name: string): string {
  return `import { V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

// TODO: stackRule, with \`graph\` among the findings, where the rule looks at several resources together.
export const ${exportName(name)} = resourceRule({
  name: "${name}",
  title: "TODO: what must hold, in a few words",
  description: "TODO: what must hold, in one sentence.",
  severity: "medium",
  category: "correctness",
  blocks: "never",
  why: "TODO: what happens where it does not hold.",
  fix: "TODO: what to change.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/TODO.html",
  equivalents: [],
  examples: {
    fails: \`new apigatewayv2.Stage("TODO", { apiId: api.id });\`,
    passes: \`new apigatewayv2.Stage("TODO", { apiId: api.id, autoDeploy: true });\`,
  },
  options: {},
  types: [V2.stage],
  check(stage, { report }) {
    if (stage.flag("autoDeploy") !== true) {
      report(\`TODO: what is wrong with \${stage.name}.\`, "TODO: what to change here.");
    }
  },
});
`;
}

function specText(category: string, name: string): string {
  return `import { V2 } from "../../../../aws/resource-types";
import { ${exportName(name)} } from "../../../../policy/rules/${category}/${name}";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(${exportName(name)}, {
  baseline: { live: { type: V2.stage, props: { autoDeploy: true } } },
  fails: { "TODO: a stage that is wrong": [{ "live.autoDeploy": false }, /TODO: .*live/] },
  unknown: { "TODO: a value that is not known yet": [{ "live.autoDeploy": UNKNOWN }, /autoDeploy is not known/] },
});
`;
}

function main([category = "", name = "", ...others]: string[]): void {
  if (name === "" || others.length > 0) {
    throw new Error("usage: npm run create-rule -- <category> <name>, such as cors cors-max-age");
  }
  createFiles(ruleFiles(category, name, ruleSources()));
  console.log(nextSteps(category, name));
}

function nextSteps(category: string, name: string): string {
  return `Next:
1. Fill in the TODOs of both files; tests/policy/completeness.spec.ts fails until none is left.
2. npx mocha tests/policy/rules/${category}/${name}.spec.ts tests/policy/completeness.spec.ts
3. npm run generate
4. npx changeset`;
}

if (require.main === module) {
  runScript(main);
}
