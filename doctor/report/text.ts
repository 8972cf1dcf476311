import { CHECKS } from "../checks/catalogue";
import { type Finding, problems } from "../finding";

const MARKS: Record<Finding["status"], string> = { ok: "ok", warning: "warning", error: "ERROR", skipped: "skipped" };

/** Returns what is wrong, in full, then what was looked at, one line each. */
export function findingsText(urls: string[], findings: Finding[]): string {
  const wrong = problems(findings);
  const errors = wrong.filter(({ status }) => status === "error").length;
  const passed = findings.filter(({ status }) => status === "ok").length;
  return [
    ...urls.map((url) => `Looked at ${url}`),
    "",
    ...wrong.flatMap(inFull),
    ...findings.filter((finding) => !wrong.includes(finding)).map(inOneLine),
    "",
    `${count(errors, "error")}, ${count(wrong.length - errors, "warning")}, ${passed} of ${findings.length} checks passed.`,
    "",
  ].join("\n");
}

function inFull({ check, status, subject, seen, why, fix, docs }: Finding): string[] {
  return [
    `${MARKS[status]} ${check}: ${CHECKS[check].title}`,
    `  at    ${subject}`,
    `  seen  ${seen}`,
    `  why   ${why}`,
    `  fix   ${fix}`,
    `  docs  ${docs}`,
    "",
  ];
}

function inOneLine({ check, status, seen, why, fix }: Finding): string {
  return status === "skipped"
    ? `${MARKS[status]} ${check}: ${[`${why}.`, fix].filter((text) => text !== "").join(" ")}`
    : `${MARKS[status]} ${check}: ${seen}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
