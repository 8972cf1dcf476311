import { CHECKS, type CheckName } from "./checks/catalogue";

/** `error`: a caller is hurt by it now; `warning`: one will be; `skipped`: it could not be looked at, and why says what for. */
export type Status = "ok" | "warning" | "error" | "skipped";

/** The finding of one check at one place. */
export interface Finding {
  check: CheckName;
  status: Status;
  /** The subject of the check: a name, a URL, an authorizer. */
  subject: string;
  /** The observation, with the values compared. */
  seen: string;
  /** The reason why it fails; empty where nothing does. */
  why: string;
  /** The fix; empty where nothing has to change. */
  fix: string;
  /** The page that states the fact. */
  docs: string;
}

/** The reason why a finding is one, and what to do about it. */
export interface Advice {
  seen: string;
  why: string;
  fix: string;
}

/** Collects what the checks find about one subject. */
export class Findings {
  readonly list: Finding[] = [];

  constructor(readonly subject: string) {}

  ok(check: CheckName, seen: string): void {
    this.add(check, "ok", { seen, why: "", fix: "" });
  }

  error(check: CheckName, advice: Advice): void {
    this.add(check, "error", advice);
  }

  warning(check: CheckName, advice: Advice): void {
    this.add(check, "warning", advice);
  }

  /** @param why What was missing. @param fix How to have it looked at, if that can be. */
  skipped(check: CheckName, why: string, fix = ""): void {
    this.add(check, "skipped", { seen: "", why, fix });
  }

  private add(check: CheckName, status: Status, advice: Advice): void {
    this.list.push({ check, status, subject: this.subject, ...advice, docs: CHECKS[check].docs });
  }
}

/** Findings that say that something is wrong. */
export function problems(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ status }) => status === "error" || status === "warning");
}
