import eslint from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

/** `defined({ x })` of language/defined.ts leaves members out. */
const EMPTY_SPREADS = {
  selector: "SpreadElement > ConditionalExpression > ObjectExpression[properties.length=0]",
  message: "Leave a member out with defined({ name: value }) of language/defined.ts, or spread undefined.",
};

export default tseslint.config(
  {
    ignores: [
      "**/dist/**",
      "**/node_modules/**",
      "tests/**/fixtures/**",
      "**/*.js",
      "**/*.mjs",
      "templates/**",
      "site/**",
      ".gatewright/**",
    ],
  },
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
      "no-restricted-syntax": ["error", EMPTY_SPREADS],
    },
  },
  {
    files: ["tests/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        EMPTY_SPREADS,
        {
          selector:
            "VariableDeclarator > :matches(ConditionalExpression, MemberExpression) > Identifier[name=/^(describe|it)$/]",
          message:
            "Call it where it is used: a worker of mocha --parallel has another one for each file, and loses the tests of this one.",
        },
      ],
    },
  },
  {
    files: ["cli/**/*.ts"],
    // `check` evaluates several stages at once, and reports on all of them
    ignores: ["cli/shared/evaluation.ts", "cli/check/stacks.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        EMPTY_SPREADS,
        {
          selector: "ImportSpecifier[imported.name='evaluate']",
          message:
            "A command evaluates with evaluateProgram (cli/shared/evaluation.ts): it hides the program's secrets.",
        },
      ],
    },
  },
);
