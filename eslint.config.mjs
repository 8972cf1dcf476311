import eslint from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

/**
 * Imports go one way (docs/architecture.md):
 * stacks -> components -> gateway/model <- gateway/runtime <- cli -> engine, and gateway/model <- doctor <- cli.
 * Each room lists the rooms that it must not import.
 */
const directions = {
  "gateway/model": ["components", "stacks", "policy", "gateway/runtime", "cli", "doctor", "engine/(?!graph|value)"],
  "gateway/runtime": ["components", "stacks", "policy", "cli", "doctor", "engine/(?!graph|value)"],
  engine: ["components", "stacks", "policy", "gateway", "cli", "doctor"],
  components: ["stacks", "policy", "gateway/runtime", "cli", "doctor", "engine"],
  stacks: ["policy", "gateway", "cli", "doctor", "engine"],
  policy: ["components", "stacks", "gateway", "cli", "doctor", "engine"],
  doctor: ["components", "stacks", "policy", "gateway/runtime", "cli", "engine/(?!graph|value)"],
  cli: ["components", "stacks", "policy"],
};

const roomRules = Object.entries(directions).map(([room, forbidden]) => ({
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
    ignores: ["cli/evaluation.ts", "cli/check/stages.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ImportSpecifier[imported.name='evaluate']",
          message: "A command evaluates with evaluateProgram (cli/evaluation.ts): it hides the program's secrets.",
        },
      ],
    },
  },
);
