import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { format, resolveConfig } from "prettier";
import type { IntegrationKindDefinition } from "../../components/integrations/kind";
import type { IntegrationKind } from "../../components/integrations/integration-spec";
import { type IntegrationKinds, integrationKinds } from "../../components/integrations/kinds";
import { ApiProtocol } from "../../components/shared/api-protocol";
import { protocolsOf } from "../../components/shared/field-support";
import { kindDocs } from "./kind-docs";

/** The page with the tables, and the parts that stand between comments. */
export const PAGE = join(__dirname, "../../docs/integrations.md");
const PARTS = { kinds: kindTable, services: serviceSections, policies: policyTable };

const API_KINDS: readonly ApiProtocol[] = Object.values(ApiProtocol);

/** The factories that use another kind, with a component that makes what stands before the backend. */
export const BACKENDS: Record<string, { apiKinds: readonly ApiProtocol[]; resources: readonly string[] }> = {
  ecsService: { apiKinds: ["HTTP", "REST"], resources: balancerResources() },
  "ecsService in Cloud Map": { apiKinds: ["HTTP"], resources: cloudMapResources() },
  ec2: { apiKinds: ["HTTP", "REST"], resources: [...balancerResources(), "TargetGroupAttachment"] },
  "ec2 in Cloud Map": { apiKinds: ["HTTP"], resources: [...cloudMapResources(), "Instance"] },
};

function balancerResources(): string[] {
  const rules = ["SecurityGroupIngressRule", "SecurityGroupEgressRule"];
  return ["LoadBalancer", "TargetGroup", "Listener", "SecurityGroup", "SecurityGroup", ...rules, ...rules];
}

function cloudMapResources(): string[] {
  return ["Service", "SecurityGroup", "SecurityGroupIngressRule", "SecurityGroupEgressRule"];
}

/** Returns the resources that an API makes for an integration of a kind, beside the integration. */
export function resourcesOf(kind: { invokes?: unknown; role?: unknown }): string[] {
  return [
    ...(kind.invokes === undefined ? [] : ["Permission"]),
    ...(kind.role === undefined ? [] : ["Role", "RolePolicy"]),
  ];
}

/** One statement of a role, for one action of one kind. */
export interface PolicyRow {
  kind: IntegrationKind;
  /** The integration's own action. */
  action: string;
  iamActions: string[];
  resources: string[];
}

/** Returns the statements of the roles, for each action of each kind. */
export async function policyRows(): Promise<PolicyRow[]> {
  const kinds = Object.keys(integrationKinds) as IntegrationKind[];
  return (await Promise.all(kinds.map(rowsOf))).flat();
}

async function rowsOf<Kind extends IntegrationKind>(kind: Kind): Promise<PolicyRow[]> {
  const definition: IntegrationKindDefinition<IntegrationKinds[Kind]> = integrationKinds[kind];
  const rows: PolicyRow[] = [];
  const { role } = definition;
  for (const action of role?.iamActions.map((name) => name.split(":")[1] ?? "") ?? []) {
    for (const { actions, resources } of role?.access({ ...role.example, action }) ?? []) {
      rows.push({ kind, action, iamActions: actions, resources: await Promise.all(resources.map(plain)) });
    }
  }
  return rows;
}

function plain(value: pulumi.Input<string>): Promise<string> {
  return new Promise((resolve) => void pulumi.output(value).apply((text) => void resolve(text)));
}

async function policyTable(): Promise<string> {
  const code = (texts: string[]): string => texts.map((text) => `\`${text}\``).join(", ");
  const rows = (await policyRows()).map(({ kind, action, iamActions, resources }) => [
    `\`${kind}\``,
    `\`${action}\``,
    code(iamActions),
    code(resources.map((text) => text.replace(/^arn:aws:(\w+):eu-west-1:123456789012:/, "arn:...:$1:...:"))),
  ]);
  return table(["Kind", "Action", "Allowed", "On"], rows);
}

/** Returns a section for each kind that calls an AWS service, made of the docs of its factory. */
function serviceSections(): Promise<string> {
  const services = Object.entries(integrationKinds).filter(([, { role }]) => role !== undefined);
  const sections = services.map(([kind]) => {
    const { text, example } = kindDocs(kind);
    return [`### \`${kind}\``, text, ...(example === undefined ? [] : [`\`\`\`ts\n${example}\n\`\`\``])].join("\n\n");
  });
  return Promise.resolve(sections.join("\n\n"));
}

function kindTable(): Promise<string> {
  const head = ["Kind", "HTTP", "REST", "WebSocket", "Resources beside the integration", "IAM actions, one at a time"];
  const able = (kinds: readonly ApiProtocol[]): string[] =>
    API_KINDS.map((api) => (kinds.includes(api) ? "yes" : "no"));
  const rows = Object.entries(integrationKinds).map(([kind, definition]) => [
    `\`${kind}\``,
    ...able(protocolsOf(definition)),
    counted(resourcesOf(definition)),
    (definition.role?.iamActions ?? []).map((action) => `\`${action}\``).join(", ") || "none",
  ]);
  const backends = Object.entries(BACKENDS).map(([name, { apiKinds, resources }]) => {
    return [name.replace(/^\w+/, "`$&`"), ...able(apiKinds), counted(resources), "none"];
  });
  return Promise.resolve(table(head, [...rows, ...backends]));
}

/** `2 SecurityGroups`: each name once. */
function counted(names: readonly string[]): string {
  const counts = new Map<string, number>();
  names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  return [...counts].map(([name, count]) => (count === 1 ? name : `${count} ${name}s`)).join(", ") || "none";
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** The page with all tables as the code has them. */
export async function withTables(page: string): Promise<string> {
  let text = page;
  for (const [name, make] of Object.entries(PARTS)) {
    const start = `<!-- ${name}: made by scripts/generate/integration-kinds.ts -->`;
    const [before = "", rest = ""] = text.split(start);
    text = `${before}${start}\n\n${await make()}\n\n<!-- /${name} -->${rest.split(`<!-- /${name} -->`)[1] ?? ""}`;
  }
  return format(text, { ...(await resolveConfig(PAGE)), parser: "markdown" });
}

/** Returns docs/integrations.md with its tables. */
export async function generated(): Promise<Map<string, string>> {
  return new Map([["docs/integrations.md", await withTables(readFileSync(PAGE, "utf8"))]]);
}
