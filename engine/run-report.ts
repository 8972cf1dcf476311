import { type Diagnostic, EvaluationError, printLocation } from "./evaluation-error";
import { type Deployment, type Failure } from "./monitor/deployment";
import { type PrintedLine } from "./program/printed-line";
import { messageScrubber, type Scrubber } from "./graph/scrubber";
import { defined } from "../language/defined";

/** The output of a run and the reason why it failed, in the form that may be shown: without the secrets of its stack. */
export class RunReport {
  constructor(
    private readonly deployment: Deployment,
    private readonly secretTexts: string[],
    /** The lines that the program has printed so far. */
    private readonly lines: PrintedLine[],
  ) {}

  diagnostics(): Diagnostic[] {
    return this.saidWith(this.lines);
  }

  error({ message, location, frames, saidFrom }: Failure): EvaluationError {
    const scrubber = this.scrubber();
    const place = location === undefined ? "" : `${printLocation(location)}: `;
    return new EvaluationError(
      place + scrubber.text(message),
      defined({
        diagnostics: this.saidWith(saidFrom === undefined ? this.lines : withoutReport(this.lines, saidFrom)),
        location,
        frames: (frames ?? framesAt(location)).map((frame) => scrubber.text(frame)),
      }),
    );
  }

  private saidWith(lines: PrintedLine[]): Diagnostic[] {
    const printed = lines.map(({ text, stream }) => ({ severity: "info" as const, message: text, stream }));
    const all: Diagnostic[] = [...this.deployment.diagnostics, ...printed];
    return all.length === 0 ? [] : scrubbed(all, this.scrubber());
  }

  /** Made anew each time: until the end of the run, resources with further secrets may come. */
  private scrubber(): Scrubber {
    const { nodes, stackOutputs = {} } = this.deployment;
    const { secretTexts } = this;
    return messageScrubber({ secretTexts, resources: [...nodes.values()], outputs: stackOutputs });
  }
}

/** Of a failure that has no stack, the place is all that is known of the program. */
function framesAt(location: Failure["location"]): string[] {
  return location === undefined ? [] : [`    at ${location.file}:${location.line}:${location.column}`];
}

function withoutReport(lines: PrintedLine[], start: RegExp): PrintedLine[] {
  const first = lines.findIndex(({ stream, text }) => stream === "stderr" && start.test(text));
  return lines.filter(({ stream }, index) => first === -1 || index < first || stream === "stdout");
}

function scrubbed(diagnostics: Diagnostic[], scrubber: Scrubber): Diagnostic[] {
  return diagnostics.map(({ message, urn, ...rest }) => ({
    ...rest,
    message: scrubber.text(message),
    ...defined({ urn: urn === undefined ? undefined : scrubber.text(urn) }),
  }));
}
