/** The report of `npm audit --json`, as far as it is read: https://docs.npmjs.com/cli/commands/npm-audit */
interface Vulnerability {
  name: string;
  severity: string;
  range: string;
  via: (string | { title: string; url: string })[];
}

const SEVERE = new Set(["high", "critical"]);

/** Returns the severe vulnerabilities, a line each; "no answer" where the registry has no audit endpoint or cannot be reached. */
export function auditProblems(report: string): string[] | "no answer" {
  let vulnerabilities: Record<string, Vulnerability> | undefined;
  try {
    ({ vulnerabilities } = JSON.parse(report) as { vulnerabilities?: Record<string, Vulnerability> });
  } catch {
    return "no answer";
  }
  if (vulnerabilities === undefined) {
    return "no answer";
  }
  return Object.values(vulnerabilities)
    .filter(({ severity }) => SEVERE.has(severity))
    .map(({ name, severity, range, via }) => {
      const reasons = via.map((one) => (typeof one === "string" ? `by ${one}` : `${one.title}, ${one.url}`));
      return `${name} ${range}: ${severity}, ${reasons.join("; ")}`;
    });
}
