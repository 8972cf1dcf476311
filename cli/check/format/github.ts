import { placeIn } from "../place";
import { type Finding, type StackResult, type UncheckedStack, type Undecided } from "../result";

type Level = "error" | "warning" | "notice";

interface Annotation {
  level: Level;
  properties: Record<string, string>;
  message: string;
  rule: string;
  stacks: string[];
}

/**
 * Workflow commands that GitHub Actions shows beside the changed lines. The same finding in several stacks is one annotation,
 * because a step shows ten of a level.
 * See https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport(results: StackResult[], unchecked: readonly UncheckedStack[] = []): string {
  const annotations = new Map<string, Annotation>();
  for (const result of results) {
    for (const [level, note] of notes(result)) {
      const annotation = annotationOf(result, level, note);
      const key = JSON.stringify([level, annotation.rule, annotation.properties, annotation.message]);
      const known = annotations.get(key);
      if (known === undefined) {
        annotations.set(key, annotation);
      } else if (!known.stacks.includes(result.stack)) {
        known.stacks.push(result.stack);
      }
    }
  }
  const failed = unchecked.map(
    ({ stack, problem }) =>
      `::error title=${escapeProperty(`gatewright check could not check ${stack}`)}::${escapeData(problem)}`,
  );
  return [...failed, ...[...annotations.values()].map(command)].join("\n");
}

function notes({ findings, undecided }: StackResult): [Level, Finding | Undecided][] {
  return [
    ...findings.map((finding): [Level, Finding] => [
      finding.enforcement === "mandatory" ? "error" : "warning",
      finding,
    ]),
    ...undecided.map((note): [Level, Undecided] => ["notice", note]),
  ];
}

function annotationOf(result: StackResult, level: Level, note: Finding | Undecided): Annotation {
  const place = placeIn(result, note.source);
  const { rule, resource, message } = note;
  const fix = "fix" in note && note.fix !== "" ? `\nFix: ${note.fix}` : "";
  return {
    level,
    properties: place === undefined ? {} : { file: place.file, line: String(place.line), col: String(place.column) },
    message: `${resource.name}: ${message}${fix}${rule.docs && `\n${rule.docs}`}`,
    rule: rule.name,
    stacks: [result.stack],
  };
}

function command({ level, properties, message, rule, stacks }: Annotation): string {
  const title = `${rule} (${stacks.join(", ")})${level === "notice" ? " could not decide" : ""}`;
  const pairs = Object.entries({ ...properties, title }).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${level} ${pairs.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
