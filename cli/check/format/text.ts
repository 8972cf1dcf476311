import { type Paint, type Style } from "../../shared/colours";
import { wrapped } from "../../shared/wrapped";
import { placeOf, placeText } from "../place";
import { byEnforcement, type Finding, type StackResult, type UncheckedStack, type Undecided } from "../result";
import { rulePage, rulePages } from "../rule-page";
import { countText, totals } from "../totals";
import { unseenText } from "../unseen";
import { groupNotes, type NoteGroup } from "./note-groups";

/** The style of a report; a file and a pipe get whole lines without colours. */
export interface TextStyle {
  /** Longer lines are wrapped. @default Infinity */
  columns?: number;
  paint?: Paint;
}

const PLAIN: Paint = (_style, text) => text;

/** For people: what several stacks have alike once, a line for each finding and one for its fix, and a summary at the end. */
export function textReport(
  results: StackResult[],
  { columns = Infinity, paint = PLAIN }: TextStyle = {},
  unchecked: readonly UncheckedStack[] = [],
): string {
  const unseen = unseenText(results);
  return [
    ...sections(results).flatMap((section) => sectionLines(section, paint)),
    ...pagesLine(results),
    ...(unseen === undefined ? [] : [paint("yellow", unseen)]),
    ...unchecked.map(({ stack, problem }) => paint("red", `Not checked: ${stack}: ${oneLine(problem)}`)),
    summary(results, unchecked.length),
  ]
    .map((line) => wrapped(line, columns, line.startsWith("  ") ? INDENT : 0))
    .join("\n");
}

/** Of what belongs to a finding, below its rule. */
const INDENT = 13;

/** Once for all findings: a line of each would hide the findings. */
function pagesLine(results: StackResult[]): string[] {
  const notes = results.flatMap(({ findings, undecided }) => [...findings, ...undecided]);
  return notes.some(({ rule }) => rulePage(rule) !== undefined) ? [`Each rule has a page: ${rulePages()}`] : [];
}

/** The notes that the same stacks have. */
interface Section {
  stacks: string[];
  findings: Finding[];
  undecided: Undecided[];
}

/** Returns the notes by the stacks that have them, in the stacks' order: those of the most stacks first. */
function sections(results: StackResult[]): Section[] {
  const byStacks = new Map<string, Section>();
  const sectionOf = ({ stacks }: NoteGroup<Finding | Undecided>): Section => {
    const key = stacks.join("\n");
    const section = byStacks.get(key) ?? { stacks, findings: [], undecided: [] };
    byStacks.set(key, section);
    return section;
  };
  for (const group of groupNotes(results, ({ findings }) => findings)) {
    sectionOf(group).findings.push(group.note);
  }
  for (const group of groupNotes(results, ({ undecided }) => undecided)) {
    sectionOf(group).undecided.push(group.note);
  }
  const place = ({ stacks: [first] }: Section): number => results.findIndex(({ stack }) => stack === first);
  return [...byStacks.values()].sort(
    (left, right) => right.stacks.length - left.stacks.length || place(left) - place(right),
  );
}

function sectionLines({ stacks, findings, undecided }: Section, paint: Paint): string[] {
  const counts = totals([{ findings, undecided }]);
  return [
    `${paint("bold", stacks.join(", "))}: ${countText(counts)}${stacks.length > 1 ? " in each" : ""}`,
    ...findings.sort(byEnforcement).flatMap((finding) => findingLines(finding, paint)),
    ...undecided.map((note) => undecidedLine(note, paint)),
    "",
  ];
}

const STYLES: Record<Finding["enforcement"], Style> = { mandatory: "red", advisory: "yellow", remediate: "cyan" };

function findingLines(finding: Finding, paint: Paint): string[] {
  const { rule, enforcement, message } = finding;
  const fix = [finding.fix && `fix: ${oneLine(finding.fix)}`, rule.docs].filter(Boolean).join("  ");
  const level = paint(STYLES[enforcement], enforcement.padEnd(9));
  const line = `  ${level}  ${paint("bold", rule.name)}  ${where(finding)}: ${oneLine(message)}`;
  return fix === "" ? [line] : [line, `${" ".repeat(INDENT)}${fix}`];
}

function undecidedLine(note: Undecided, paint: Paint): string {
  return `  ${paint("dim", "undecided")}  ${paint("bold", note.rule.name)}  ${where(note)}: ${oneLine(note.message)}`;
}

function where({ resource, source }: Finding | Undecided): string {
  return source === undefined ? resource.name : `${resource.name} (${placeText(placeOf(source))})`;
}

function oneLine(text: string): string {
  return text.split(/\s*\n\s*/).join(" ");
}

function summary(results: StackResult[], uncheckedStacks: number): string {
  const all = uncheckedStacks === 0 ? "" : ` of ${results.length + uncheckedStacks}`;
  const stacks =
    results.length === 1 && all === "" ? `1 stack (${results[0]?.stack ?? ""})` : `${results.length}${all} stacks`;
  const rules = new Set(results.flatMap((result) => result.rules.map(({ pack, name }) => `${pack} ${name}`))).size;
  const resources = results.reduce((sum, { graph }) => sum + graph.resources.length, 0);
  return `Checked ${stacks}, ${resources} resources, with ${rules} ${rules === 1 ? "rule" : "rules"}: ${countText(totals(results))}.`;
}
