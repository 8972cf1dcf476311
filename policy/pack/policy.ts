import { defined } from "../../language/defined";
import {
  type ReportViolation,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationArgs,
  type StackValidationPolicy,
} from "@pulumi/policy";
import { Graph } from "../graph/graph";
import { PolicyResource } from "../graph/resource";
import { undecidedReason } from "../graph/unknown";
import { NO_TYPE } from "../sdk/applicable-policies";
import { exemptionsSchema } from "./exemption";
import { type Options, settings } from "./option";
import { Reporter } from "./reporter";
import { type Findings, type ResourceRule, type Rule, type StackRule } from "./rule";
import { RunInputs } from "./run-inputs";
import { UndecidedResources, type UndecidedResource } from "./undecided-resources";

/** Returns the CrossGuard policy of a rule. */
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

type ResourceFunctions = Pick<ResourceValidationPolicy, "validateResource" | "remediateResource"> &
  Pick<StackValidationPolicy, "validateStack">;

function resourcePolicy(rule: ResourceRule): ResourceFunctions {
  const types = new Set(rule.types);
  const undecided = new UndecidedResources();
  const validateResource: NonNullable<ResourceValidationPolicy["validateResource"]> = (args, report) => {
    if (!types.has(args.type)) {
      return;
    }
    const resource = new PolicyResource(args);
    const configured = args.getConfig<Record<string, unknown>>();
    const reporter = new Reporter(report, configured.exemptions);
    const reason = whyUndecided(() =>
      rule.check(resource, {
        settings: settings(rule.options, configured),
        ...reportsOn(resource, reporter),
      }),
    );
    if (reason !== undefined) {
      undecided.add(args.stackTags, { resource, reason });
    }
  };
  const validateStack: StackValidationPolicy["validateStack"] = (args, report) => {
    new Reporter(report, undefined).undecided(undecided.take(args.stackTags));
  };
  // The server packs the whole stack for each policy that looks at it: it need not where there is nothing to report.
  Object.defineProperty(validateStack, "__pulumiType", { get: () => (undecided.isEmpty ? NO_TYPE : undefined) });
  const remediate = rule.remediate?.bind(rule);
  if (!remediate) {
    return { validateResource, validateStack };
  }
  return {
    validateResource,
    validateStack,
    remediateResource: (args: ResourceValidationArgs) => {
      if (!types.has(args.type)) {
        return undefined;
      }
      const undecided = whyUndecided(() =>
        remediate(args.props, new PolicyResource(args), settings(rule.options, args.getConfig())),
      );
      return undecided === undefined ? args.props : undefined;
    },
  };
}

function stackPolicy(rule: StackRule): ResourceFunctions {
  const inputs = new RunInputs();
  const validateResource = (args: ResourceValidationArgs): void => {
    if (rule.readsInputs?.includes(args.type)) {
      inputs.add(args.stackTags, new PolicyResource(args));
    }
  };
  return {
    ...defined({ validateResource: rule.readsInputs ? validateResource : undefined }),
    validateStack: async (args: StackValidationArgs, report: ReportViolation) => {
      const graph = Graph.of(args.resources);
      const configured = args.getConfig<Record<string, unknown>>();
      const reporter = new Reporter(report, configured.exemptions);
      const effective = settings(rule.options, configured);
      const undecided: UndecidedResource[] = [];
      await rule.prepare?.(graph);
      for (const resource of graph.all(...rule.types)) {
        const reason = whyUndecided(() =>
          rule.check(resource, {
            graph,
            settings: effective,
            ...reportsOn(resource, reporter),
            exempt: (finding, why) => reporter.exempted(resource, finding, `${why}.`),
            inputsOf: (other) => inputs.of(args.stackTags, other),
            reportOn: (other, finding, fix) => reporter.finding(other, { finding, fix }),
          }),
        );
        if (reason !== undefined) {
          undecided.push({ resource, reason });
        }
      }
      reporter.undecided(undecided);
    },
  };
}

function reportsOn(resource: PolicyResource, reporter: Reporter): Pick<Findings<Options>, "report" | "reportAdvisory"> {
  return {
    report: (finding, fix) => reporter.finding(resource, { finding, fix }),
    reportAdvisory: (finding, fix) => reporter.finding(resource, { finding, fix }, "advisory"),
  };
}

/** Runs the check of one resource; returns the reason where it could not decide. */
function whyUndecided(check: () => void): string | undefined {
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
