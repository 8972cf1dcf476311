import { UNREAD } from "./not-applicable";
import { property, replace, sdkModule } from "./sdk";

/** No resource has it: a policy that names it as its type is skipped. */
export const NO_TYPE = "gatewright:policy:NothingToSee";

const FUNCTIONS = ["validateResource", "remediateResource", "validateStack"] as const;

/** A policy beside the types of the resources that it looks at. */
export interface TypedPolicy<P extends object> {
  policy: P;
  types: readonly string[];
}

/**
 * Returns the policies of a pack for the SDK's server. For each question of the engine, the server walks all policies, and prepares the resource,
 * or the whole stack, for each one that does not name a single type as its own; with many policies that takes most of a run's time. Here
 * it is handed those that apply to what it is asked about. The others it gets as policies of one type, which it lists as not applicable; where
 * the engine ignores that list, it does not get them.
 *
 * Whoever reads the list otherwise has all policies, and so has a server that is built otherwise: each policy looks at the type itself.
 */
export function handOutApplicable<P extends object>(policies: TypedPolicy<P>[], environment: NodeJS.ProcessEnv): P[] {
  const isListed = environment[UNREAD] !== "true";
  const all = policies.map(({ policy }) => policy);
  const others = new Map(policies.map((typed) => [typed, isListed ? [ofOneType(typed)] : []]));
  const ofResource = new Map<string, P[]>();
  /** The question that the server reads: it walks the policies next, in the same turn. */
  let question: (() => P[]) | undefined;

  const applicable = (applies: (typed: TypedPolicy<P>) => boolean): P[] =>
    policies.flatMap((typed) => (applies(typed) ? [typed.policy] : (others.get(typed) ?? [])));
  const toResource = (type: string): P[] => {
    const kept = ofResource.get(type) ?? applicable(({ types }) => types.includes(type));
    ofResource.set(type, kept);
    return kept;
  };
  const toStack = (seen: ReadonlySet<string>): P[] =>
    applicable((typed) => typed.types.some((type) => seen.has(type)) && (isListed || looksAtStack(typed)));

  onReading("AnalyzeRequest", "getType", (type) => (question = () => toResource(String(type))));
  onReading("AnalyzeStackRequest", "getResourcesList", (resources) => (question = () => toStack(typesOf(resources))));
  Object.defineProperty(all, Symbol.iterator, {
    value: () => {
      const asked = question;
      question = undefined;
      return (asked?.() ?? all.slice()).values();
    },
  });
  return all;
}

/** Calls back with what a getter of the engine's messages returns. */
function onReading(message: string, getter: string, read: (value: unknown) => void): void {
  const messages = sdkModule("@pulumi/pulumi/proto/analyzer_pb");
  replace(property(property(messages, message), "prototype"), getter, (get) => {
    return function (this: unknown) {
      const value: unknown = get.call(this);
      read(value);
      return value;
    };
  });
}

/** Returns the policy in the form that the server skips: none of its functions looks at any other type than one that is not there. */
function ofOneType<P extends object>({ policy, types: [type = NO_TYPE] }: TypedPolicy<P>): P {
  const functions = FUNCTIONS.filter((name) => property(policy, name) !== undefined);
  const skipped = functions.map((name) => [name, Object.assign(() => undefined, { __pulumiType: type })] as const);
  return { ...policy, ...Object.fromEntries<unknown>(skipped) };
}

function looksAtStack<P extends object>({ policy }: TypedPolicy<P>): boolean {
  return property(property(policy, "validateStack"), "__pulumiType") !== NO_TYPE;
}

function typesOf(resources: unknown): ReadonlySet<string> {
  return new Set((Array.isArray(resources) ? (resources as TypedMessage[]) : []).map((resource) => resource.getType()));
}

/** An item of an `AnalyzeStackRequest`. See https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto */
interface TypedMessage {
  getType(): string;
}
