import { type EnforcementLevel, type ReportViolation } from "@pulumi/policy";
import { exemptedMessage, findingMessage, undecidedMessage } from "../../policy-host/messages";
import { type PolicyResource } from "../graph/resource";
import { fixInProgram } from "./component-arguments";
import { exemptionFor } from "./exemption";
import { undecidedNote, type UndecidedResource } from "./undecided-resources";

/** A finding, and what to change. */
interface Statement {
  finding: string;
  fix: string;
}

/** The engine's longer form of a report, which gives this one finding a level. */
interface Violation {
  message: string;
  urn?: string;
  enforcementLevel?: EnforcementLevel;
}

/** Reports the findings of one rule in one run: each once, with its fix, or as a note where it is exempted. */
export class Reporter {
  private readonly reported = new Set<string>();

  constructor(
    private readonly report: ReportViolation,
    private readonly exemptions: unknown,
  ) {}

  finding(resource: PolicyResource, statement: Statement, enforcementLevel?: EnforcementLevel): void {
    const { finding } = statement;
    const fix = fixInProgram(resource, statement.fix);
    const key = `${resource.urn} ${finding}`;
    if (this.reported.has(key)) {
      return;
    }
    this.reported.add(key);
    const held = exemptionFor(this.exemptions, resource, new Date().toISOString().slice(0, 10));
    if (!held) {
      const level = enforcementLevel ? { enforcementLevel } : {};
      this.send({ message: findingMessage(finding, fix), urn: resource.urn, ...level });
      return;
    }
    const { reason, expires } = held.exemption;
    if (held.expired) {
      const ended = `Its exemption ("${reason}") ended on ${expires ?? ""}.`;
      const message = findingMessage(`${finding} ${ended}`, `${fix} Or renew the exemption.`);
      this.send({ message, urn: resource.urn });
      return;
    }
    this.exempted(resource, finding, expires === undefined ? `${reason}.` : `${reason}. Until ${expires}.`);
  }

  /** Reports a note for a finding that is accepted; `reason` is whole sentences. */
  exempted(resource: PolicyResource, finding: string, reason: string): void {
    this.send({ message: exemptedMessage(finding, reason), urn: resource.urn, enforcementLevel: "advisory" });
  }

  /** Reports the one note for all resources that the rule could not decide. */
  undecided(resources: UndecidedResource[]): void {
    const note = undecidedNote(resources);
    if (note) {
      this.send({ message: undecidedMessage(note.message), urn: note.urn, enforcementLevel: "advisory" });
    }
  }

  private send(violation: Violation): void {
    (this.report as (violation: Violation | string) => void)(violation);
  }
}
