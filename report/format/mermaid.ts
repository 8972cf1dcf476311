import type { StackReport } from "../stack-report";
import { pictureOf } from "./picture";

/** Returns a stack's picture in a code block that GitHub draws. https://mermaid.js.org/syntax/flowchart.html */
export function mermaid({ apis }: StackReport): string {
  const open: string[] = [];
  const parts = apis.flatMap((api, number) => {
    const { nodes, edges } = pictureOf(api);
    const ids = new Map(nodes.map(({ id }, index) => [id, `a${number}n${index}`]));
    open.push(...nodes.flatMap(({ id, isOpen }) => (isOpen ? [ids.get(id) ?? ""] : [])));
    return [
      `  subgraph a${number}["${quoted(api.name)}"]`,
      ...nodes.map(({ id, label }) => `    ${ids.get(id)}["${quoted(label)}"]`),
      ...edges.map(({ from, to }) => `    ${ids.get(from)} --> ${ids.get(to)}`),
      "  end",
    ];
  });
  const style =
    open.length === 0
      ? []
      : ["  classDef open stroke:#b42318,stroke-width:2px,stroke-dasharray:4 2", `  class ${open.join(",")} open`];
  return ["```mermaid", "flowchart LR", ...parts, ...style, "```"].join("\n");
}

/** Mermaid has entities for what ends a text or starts its own syntax. */
function quoted(text: string): string {
  return text.replace(/[#"<>&`\\]/g, (character) => `#${character.codePointAt(0)};`).replace(/\s+/g, " ");
}
