import { type Subject } from "./subject";

/** A resource that a rule could not decide, and why. */
export interface Doubt {
  subject: Subject;
  reason: string;
}

/**
 * What a resource rule could not decide in one run of a stack. Resources come in an order that changes from run to run, so the rule's
 * one note waits until all are there.
 */
export class Doubts {
  private run: object | undefined;
  private readonly byUrn = new Map<string, Doubt>();

  get some(): boolean {
    return this.byUrn.size > 0;
  }

  /** `run` is an object that is new for each run: the stack tags are. */
  note(run: object, doubt: Doubt): void {
    if (run !== this.run) {
      this.byUrn.clear();
      this.run = run;
    }
    this.byUrn.set(doubt.subject.urn, doubt);
  }

  /** The doubts of the run, which are forgotten. */
  take(run: object): Doubt[] {
    const doubts = run === this.run ? [...this.byUrn.values()] : [];
    this.byUrn.clear();
    return doubts;
  }
}

/** `undecided: <first by URN>: <why>, and 2 more like it.` */
export function doubtMessage(doubts: Doubt[]): { message: string; urn: string } | undefined {
  const [first, ...others] = [...doubts].sort((left, right) => (left.subject.urn < right.subject.urn ? -1 : 1));
  if (!first) {
    return undefined;
  }
  const more = others.length > 0 ? `, and ${String(others.length)} more like it` : "";
  return { message: `${first.subject.name}: ${first.reason}${more}.`, urn: first.subject.urn };
}
