import {
  type EnforcementLevel,
  type ReportViolation,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationArgs,
  type StackValidationPolicy,
} from "@pulumi/policy";
import { type Doubt, doubtMessage, Doubts } from "./doubts";
import { exemptionFor, exemptionsSchema } from "./exemption";
import { Graph } from "../facts/graph";
import { settings } from "./option";
import { type ResourceRule, type Rule, type StackRule } from "./rule";
import { NO_TYPE, SeenTypes } from "../sdk/seen-types";
import { Subject } from "./subject";
import { undecidedReason } from "../facts/unknown";

/** Starts the one note that a rule leaves where it could not decide: `undecided: <why>`. */
export const UNDECIDED = "undecided: ";
/** Starts the note for a finding that an exemption covers: `exempted: <finding> Exempted: <reason>`. */
export const EXEMPTED = "exempted: ";

/** Starts the last line of a violation's message, which says what to change. */
export const FIX = "Fix: ";

/** What is wrong, and what to change. */
interface Statement {
  finding: string;
  fix: string;
}

/** The engine's longer form of a report, which says the level of this one finding. */
interface Violation {
  message: string;
  urn?: string;
  enforcementLevel?: EnforcementLevel;
}

/** The CrossGuard policy of a rule. */
export function policyOf(rule: Rule): ResourceValidationPolicy | StackValidationPolicy {
  const facts = {
    name: rule.name,
    displayName: rule.title,
    description: rule.description,
    enforcementLevel: rule.blocks === "always" ? ("mandatory" as const) : ("advisory" as const),
    severity: rule.severity,
    remediationSteps: rule.fix,
    url: rule.url,
    tags: [rule.category, ...rule.equivalents],
    configSchema: {
      properties: {
        ...Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, option.schema])),
        exemptions: exemptionsSchema,
      },
    },
  };
  return rule.kind === "resource" ? { ...facts, ...resourcePolicy(rule) } : { ...facts, ...stackPolicy(rule) };
}

/** What the engine has told of, in this process. */
export const seenTypes = new SeenTypes();

type ResourceFunctions = Pick<ResourceValidationPolicy, "validateResource" | "remediateResource"> &
  Pick<StackValidationPolicy, "validateStack">;

function resourcePolicy(rule: ResourceRule): ResourceFunctions {
  const types = new Set(rule.types);
  const doubts = new Doubts();
  const validateResource: NonNullable<ResourceValidationPolicy["validateResource"]> = (args, report) => {
    if (!types.has(args.type)) {
      return;
    }
    const subject = new Subject(args);
    const given = args.getConfig<Record<string, unknown>>();
    const reporter = new Reporter(report, given.exemptions);
    const doubt = decide(() =>
      rule.check(subject, {
        settings: settings(rule.options, given),
        report: (finding, fix) => reporter.finding(subject, { finding, fix }),
        advise: (finding, fix) => reporter.finding(subject, { finding, fix }, "advisory"),
      }),
    );
    if (doubt !== undefined) {
      doubts.note(args.stackTags, { subject, reason: doubt });
    }
  };
  const validateStack: StackValidationPolicy["validateStack"] = (args, report) => {
    new Reporter(report, undefined).undecided(doubts.take(args.stackTags));
  };
  // The server packs the whole stack for each policy that looks at it: it need not where there is nothing to say.
  Object.defineProperty(validateStack, "__pulumiType", { get: () => (doubts.some ? undefined : NO_TYPE) });
  const remediate = rule.remediate?.bind(rule);
  if (!remediate) {
    return { validateResource: onlyFor(rule.types, validateResource), validateStack };
  }
  return {
    validateResource: onlyFor(rule.types, validateResource),
    validateStack,
    remediateResource: onlyFor(rule.types, (args: ResourceValidationArgs) => {
      if (!types.has(args.type)) {
        return undefined;
      }
      remediate(args.props, new Subject(args), settings(rule.options, args.getConfig()));
      return args.props;
    }),
  };
}

function stackPolicy(rule: StackRule): Pick<StackValidationPolicy, "validateStack"> {
  return {
    validateStack: onlyFor(rule.types, async (args: StackValidationArgs, report: ReportViolation) => {
      const graph = Graph.of(args.resources);
      const given = args.getConfig<Record<string, unknown>>();
      const reporter = new Reporter(report, given.exemptions);
      const effective = settings(rule.options, given);
      const doubts: Doubt[] = [];
      await rule.prepare?.(graph);
      for (const subject of graph.all(...rule.types)) {
        const doubt = decide(() =>
          rule.check(subject, {
            graph,
            settings: effective,
            report: (finding, fix) => reporter.finding(subject, { finding, fix }),
            advise: (finding, fix) => reporter.finding(subject, { finding, fix }, "advisory"),
            exempt: (finding, reason) => reporter.exempted(subject, finding, `${reason}.`),
            reportOn: (other, finding, fix) => reporter.finding(other, { finding, fix }),
          }),
        );
        if (doubt !== undefined) {
          doubts.push({ subject, reason: doubt });
        }
      }
      reporter.undecided(doubts);
    }),
  };
}

/** The server skips a function whose type is another before it unpacks a resource for it. */
function onlyFor<F extends (...args: never[]) => unknown>(types: string[], check: F): F {
  return Object.defineProperty(check, "__pulumiType", { get: () => seenTypes.typeOf(types) });
}

/** Runs the check of one resource; gives the reason where it could not decide. */
function decide(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    const reason = undecidedReason(error);
    if (reason === undefined) {
      throw error;
    }
    return reason;
  }
}

class Reporter {
  private readonly said = new Set<string>();

  constructor(
    private readonly report: ReportViolation,
    private readonly exemptions: unknown,
  ) {}

  finding(subject: Subject, { finding, fix }: Statement, enforcementLevel?: EnforcementLevel): void {
    const key = `${subject.urn} ${finding}`;
    if (this.said.has(key)) {
      return;
    }
    this.said.add(key);
    const held = exemptionFor(this.exemptions, subject, new Date().toISOString().slice(0, 10));
    if (!held) {
      const level = enforcementLevel ? { enforcementLevel } : {};
      this.send({ message: `${finding}\n${FIX}${fix}`, urn: subject.urn, ...level });
      return;
    }
    const { reason, expires } = held.exemption;
    if (held.expired) {
      const ended = `Its exemption ("${reason}") ended on ${expires ?? ""}.`;
      this.send({ message: `${finding} ${ended}\n${FIX}${fix} Or renew the exemption.`, urn: subject.urn });
      return;
    }
    this.exempted(subject, finding, expires === undefined ? `${reason}.` : `${reason}. Until ${expires}.`);
  }

  /** A note for a finding that somebody lives with; `why` is whole sentences. */
  exempted(subject: Subject, finding: string, why: string): void {
    const message = `${EXEMPTED}${finding} Exempted: ${why}`;
    this.send({ message, urn: subject.urn, enforcementLevel: "advisory" });
  }

  undecided(doubts: Doubt[]): void {
    const note = doubtMessage(doubts);
    if (note) {
      this.send({ message: `${UNDECIDED}${note.message}`, urn: note.urn, enforcementLevel: "advisory" });
    }
  }

  private send(violation: Violation): void {
    (this.report as (violation: Violation | string) => void)(violation);
  }
}
