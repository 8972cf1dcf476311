import eslint from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

/** Imports go one way (docs/architecture.md): each room lists the rooms that it must not import. */
const above = {
  aws: ["engine", "components", "stacks", "gateway", "policy", "policy-host", "report", "doctor", "cli"],
  engine: ["components", "stacks", "gateway", "policy", "policy-host", "report", "doctor", "cli"],
  components: ["engine", "stacks", "gateway", "policy", "policy-host", "report", "doctor", "cli"],
  stacks: ["aws", "engine", "gateway", "policy", "policy-host", "report", "doctor", "cli"],
  "gateway/model": [
    "components",
    "stacks",
    "gateway/(behavior|server)",
    "policy",
    "policy-host",
    "report",
    "doctor",
    "cli",
    "engine/(?!graph)",
  ],
  "gateway/behavior": [
    "components",
    "stacks",
    "gateway/server",
    "policy",
    "policy-host",
    "report",
    "doctor",
    "cli",
    "engine/(?!graph)",
  ],
  "gateway/server": ["components", "stacks", "policy", "policy-host", "report", "doctor", "cli", "engine/(?!graph)"],
  policy: ["engine", "components", "stacks", "gateway", "policy-host", "report", "doctor", "cli"],
  "policy-host": ["components", "stacks", "gateway", "policy", "report", "doctor", "cli"],
  report: [
    "components",
    "stacks",
    "gateway/(behavior|server)",
    "policy",
    "policy-host",
    "doctor",
    "cli",
    "engine/(?!graph)",
  ],
  doctor: ["components", "stacks", "policy", "policy-host", "report", "gateway/server", "cli", "engine/(?!graph)"],
  cli: ["components", "stacks", "policy"],
};

const roomRules = Object.entries(above).map(([room, forbidden]) => ({
  files: [`${room}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: forbidden.map((other) => ({
          regex: `^(\\.\\./)+${other}(/|$)`,
          message: `${room}/ may not import ${other.replace(/\/\(.*/, "")}/: see docs/architecture.md.`,
        })),
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", "tests/**/fixtures/**", "**/*.js", "**/*.mjs", ".gatewright/**"] },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "@pulumi": pulumi },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      eqeqeq: "error",
    },
  },
  ...roomRules,
  {
    files: ["cli/**/*.ts"],
    // `check` evaluates several stages at once, and reports on all of them
    ignores: ["cli/shared/evaluation.ts", "cli/check/stages.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ImportSpecifier[imported.name='evaluate']",
          message:
            "A command evaluates with evaluateProgram (cli/shared/evaluation.ts): it hides the program's secrets.",
        },
      ],
    },
  },
);
