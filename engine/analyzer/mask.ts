import { type ResourceGraph } from "../graph";
import { isSecret, type PropertyValue, SECRET_PLACEHOLDER, UNKNOWN } from "../value";

/** Shorter texts are too likely to stand in a message by chance. */
const SHORTEST_SECRET = 4;

/** Replaces every secret value of the graph in a text: policies get secrets in plain, and may write them. */
export function secretMask(graph: ResourceGraph): (text: string) => string {
  const secrets = secretTexts(graph);
  return (text) => secrets.reduce((masked, secret) => masked.replaceAll(secret, SECRET_PLACEHOLDER), text);
}

/** Longest first, so that a secret which holds another is masked whole. */
function secretTexts(graph: ResourceGraph): string[] {
  const texts = new Set<string>();
  for (const { inputs, outputs } of [...graph.resources, { inputs: {}, outputs: graph.outputs }]) {
    collect(inputs, false, texts);
    collect(outputs, false, texts);
  }
  return [...texts].sort((left, right) => right.length - left.length);
}

function collect(value: PropertyValue, within: boolean, texts: Set<string>): void {
  if (value === null || typeof value === "boolean") {
    return;
  }
  if (typeof value !== "object") {
    const text = String(value);
    if (within && text.length >= SHORTEST_SECRET && text !== UNKNOWN) {
      texts.add(text);
    }
    return;
  }
  if (!Array.isArray(value) && isSecret(value)) {
    collect(value.value ?? null, true, texts);
    return;
  }
  for (const item of Object.values(value)) {
    collect(item, within, texts);
  }
}
