import { placeIn, placeText } from "../place";
import { type CheckedRule, type Finding, type StackResult, type UncheckedStack, type Undecided } from "../result";

/**
 * JUnit XML: a suite for each stack, a passed test for each rule without findings, a failed one for each mandatory finding and a
 * skipped one for the rest. A stack that could not be checked has a test with an error.
 */
export function junitReport(results: StackResult[], unchecked: readonly UncheckedStack[] = []): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="gatewright check">',
    ...results.map(suite),
    ...unchecked.map(uncheckedSuite),
    "</testsuites>",
  ].join("\n");
}

function suite(result: StackResult): string {
  const { stack, rules, findings, undecided } = result;
  const cases = [
    ...rules.filter((rule) => !reported(result, rule)).map((rule) => passed(stack, rule)),
    ...findings.map((finding) => found(result, finding)),
    ...undecided.map((note) => skipped(result, note, `undecided: ${note.message}`)),
  ];
  const failures = findings.filter(({ enforcement }) => enforcement === "mandatory").length;
  const skips = findings.length - failures + undecided.length;
  return [
    `  <testsuite name="${escape(stack)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skips}">`,
    ...cases,
    "  </testsuite>",
  ].join("\n");
}

function uncheckedSuite({ stack, problem }: UncheckedStack): string {
  const name = escape(stack);
  return [
    `  <testsuite name="${name}" tests="1" failures="0" errors="1" skipped="0">`,
    `    <testcase classname="${name}" name="gatewright check">`,
    `      <error message="${escape(problem)}"/>`,
    "    </testcase>",
    "  </testsuite>",
  ].join("\n");
}

function reported({ findings, undecided }: StackResult, rule: CheckedRule): boolean {
  return [...findings, ...undecided].some((note) => note.rule.name === rule.name && note.rule.pack === rule.pack);
}

function passed(stack: string, rule: CheckedRule): string {
  return `    <testcase classname="${escape(`${stack}.${rule.pack}`)}" name="${escape(rule.name)}"/>`;
}

function found(result: StackResult, finding: Finding): string {
  if (finding.enforcement !== "mandatory") {
    return skipped(result, finding, `${finding.enforcement}: ${finding.message}`);
  }
  const { rule, message, severity, fix } = finding;
  const lines = [message, fix && `Fix: ${fix}`, rule.docs, finding.urn].filter(Boolean).join("\n");
  return [
    opening(result, finding),
    `      <failure message="${escape(message)}" type="${escape(severity)}">${escape(lines)}</failure>`,
    "    </testcase>",
  ].join("\n");
}

function skipped(result: StackResult, note: Finding | Undecided, message: string): string {
  return [opening(result, note), `      <skipped message="${escape(message)}"/>`, "    </testcase>"].join("\n");
}

function opening(result: StackResult, { rule, resource, source }: Finding | Undecided): string {
  const place = placeIn(result, source);
  const file = place === undefined ? "" : ` file="${escape(place.file)}" line="${place.line}"`;
  const at = place === undefined ? "" : ` at ${placeText(place)}`;
  return `    <testcase classname="${escape(`${result.stack}.${rule.pack}`)}" name="${escape(`${rule.name}: ${resource.name}${at}`)}"${file}>`;
}

function escape(text: string): string {
  return (
    text
      // characters that XML 1.0 cannot hold at all
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("\n", "&#10;")
  );
}
