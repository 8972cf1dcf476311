import eslint from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

/** Imports go one way (docs/architecture.md): each room lists the rooms that it may import, beside `language`, the ground of all. */
const mayImport = {
  language: [],
  aws: [],
  engine: ["aws"],
  components: ["aws"],
  stacks: ["components"],
  "gateway/model": ["aws", "engine/graph"],
  "gateway/behavior": ["aws", "engine/graph", "gateway/model"],
  "gateway/server": ["aws", "engine/graph", "gateway/model", "gateway/behavior"],
  policy: ["aws", "policy-host/messages"],
  "policy-host": ["aws", "engine"],
  report: ["aws", "engine/graph", "gateway/model"],
  doctor: ["aws", "engine/graph", "gateway/model", "gateway/behavior"],
  cli: ["aws", "engine", "gateway/model", "gateway/behavior", "gateway/server", "policy-host", "report", "doctor"],
};
const folders = [...new Set(Object.keys(mayImport).map((room) => room.split("/")[0]))];

/** Matches relative imports of the folders and of the rooms beside a room that it may not import. */
function forbidden(room, allowed) {
  const [parent] = room.split("/");
  const others = folders
    .filter((folder) => folder !== parent && folder !== "language" && !allowed.includes(folder))
    .map((folder) => {
      const parts = allowed.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.split("/")[1]);
      return folder + (parts.length === 0 ? "(/|$)" : `/(?!(${parts.join("|")})(/|$))`);
    });
  const siblings = Object.keys(mayImport)
    .filter((other) => other.startsWith(`${parent}/`) && other !== room && !allowed.includes(other))
    .map((other) => `${other.split("/")[1]}(/|$)`);
  return [...others, ...siblings].map((path) => `^(\\.\\./)+${path}`);
}

const roomRules = Object.entries(mayImport).map(([room, allowed]) => ({
  files: [`${room}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: forbidden(room, allowed).map((regex) => ({
          regex,
          message: `${room}/ may import ${["language", ...allowed].filter((other) => other !== room).join(", ") || "no other room"}: see docs/architecture.md.`,
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
