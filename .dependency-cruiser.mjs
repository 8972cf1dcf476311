/**
 * The rooms and what each may import, beside itself and `language`, the ground of all (docs/architecture.md).
 * `npm run lint` holds every import to this list, type imports included.
 */
const mayImport = {
  language: [],
  aws: [],
  "engine/graph": ["aws"],
  engine: ["aws"],
  components: ["aws"],
  plugin: ["components"],
  functions: ["aws", "components"],
  config: [],
  stacks: ["aws", "components", "functions", "config"],
  "gateway/model": ["aws", "engine/graph"],
  "gateway/behavior": ["aws", "engine/graph", "gateway/model"],
  "gateway/server": ["aws", "engine/graph", "gateway/model", "gateway/behavior"],
  policy: ["aws", "policy-host/messages"],
  "policy-host": ["aws", "engine"],
  report: ["aws", "engine/graph", "gateway/model"],
  doctor: ["aws", "engine/graph", "gateway/model", "gateway/behavior"],
  cli: ["aws", "engine", "gateway/model", "gateway/behavior", "gateway/server", "policy-host", "report", "doctor"],
  testing: ["engine", "gateway/model", "gateway/server", "cli"],
};

const outside = ["tests", "scripts", "bench", "examples"];
const below = (folders) => `^(${folders.join("|")})(/|[.]ts$)`;

const floors = Object.entries(mayImport).map(([room, allowed]) => ({
  name: `${room} imports ${["language", ...allowed].filter((other) => other !== room).join(", ") || "no other room"}`,
  comment: "The list of rooms is in .dependency-cruiser.mjs, the drawing in docs/architecture.md.",
  severity: "error",
  from: { path: below([room]) },
  to: { path: below([...Object.keys(mayImport), ...outside]), pathNot: below([room, "language", ...allowed]) },
}));

export default {
  forbidden: [
    {
      name: "no import circle",
      comment: "Move what both files need to a third one. Type imports count.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...floors,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|fixtures|node_modules)/" },
  },
};
