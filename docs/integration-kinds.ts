import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiKind, IntegrationKindDefinition } from "../components/integrations/integration-kind";
import { integrationKinds } from "../components/integrations/kinds";

/** The page with the table, and the comments that the table stands between. */
export const PAGE = join(__dirname, "integrations.md");
const START = "<!-- kinds: made by docs/integration-kinds.ts -->";
const END = "<!-- /kinds -->";

/** The page with the table of all kinds as the code has them. */
export function withTable(page: string): string {
  const [before = "", rest = ""] = page.split(START);
  const after = rest.split(END)[1] ?? "";
  return `${before}${START}\n\n${table()}\n\n${END}${after}`;
}

function table(): string {
  const head = ["Kind", "HTTP", "REST", "WebSocket", "Resources beside the integration", "IAM actions, one at a time"];
  const rows = Object.entries(integrationKinds).map(([kind, definition]) => [
    `\`${kind}\``,
    ...(["HTTP", "REST", "WEBSOCKET"] as ApiKind[]).map((api) => (definition.apiKinds.includes(api) ? "yes" : "no")),
    resources(definition),
    (definition.iamActions ?? []).map((action) => `\`${action}\``).join(", ") || "none",
  ]);
  const all = [head, head.map(() => ""), ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row, index) =>
      index === 1
        ? `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`
        : `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
    )
    .join("\n");
}

function resources(kind: IntegrationKindDefinition): string {
  return "invokes" in kind ? "Permission" : "access" in kind ? "Role, RolePolicy" : "none";
}

if (require.main === module) {
  writeFileSync(PAGE, withTable(readFileSync(PAGE, "utf8")));
}
