import { type Deployment, type Failure } from "../monitor/deployment";
import { type Project } from "../project/project";
import { isAsset, type PropertyValue } from "../graph/value";
import { printLocation } from "../evaluation-error";
import { HEAP_REPORT, outOfMemory } from "../../language/out-of-memory";
import { processEnding } from "../../language/process-ending";
import { moduleAdvice } from "./module-advice";
import { type ProgramEnd } from "./runner";
import { endsSilently } from "./sdk-version";
import { headline, ownLocation, programFrames, stripColours, withPrintedPlaces } from "./stack-frames";

/** The exit code by which the SDK reports that it has reported the error already. */
const REPORTED = 32;
const UNHANDLED = /^Running program '.*' failed with an unhandled exception:\n/;
/** The text of `nameThrown` for a thrown value that has no stack. */
const NO_ERROR = /^The program threw .*, which is no Error/s;

/** Returns why a program that came to its end did not evaluate; undefined where it did. */
export function failureOf(end: ProgramEnd, deployment: Deployment, project: Project): Failure | undefined {
  const failure = failureOfEnd(end, deployment, project);
  const advice = failure && moduleAdvice(failure.message, project, failure.location?.file);
  return failure && { ...failure, message: advice ?? failure.message.replace(/\nRequire stack:\n[^]*$/, "") };
}

function failureOfEnd(end: ProgramEnd, deployment: Deployment, project: Project): Failure | undefined {
  const directory = project.workingDirectory;
  const [error] = deployment.diagnostics.filter(({ severity }) => severity === "error");
  if (error !== undefined) {
    return thrown(error.message, deployment, directory);
  }
  const exit = end.report && ownExit(end.report.stack, directory);
  if (exit !== undefined && end.code !== REPORTED) {
    return {
      message: `The program called process.exit(${end.report?.code ?? ""}) before it had finished: remove the call, or throw an error instead.`,
      location: exit,
    };
  }
  if (end.code === 0 && (deployment.finished || (deployment.stackOutputs !== undefined && endsSilently(directory)))) {
    return undefined;
  }
  return leak(end, directory) ?? otherEnd(end, directory);
}

/** The SDK cannot read an asset of an empty text back: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts */
const EMPTY_ASSET = /^(?:Error: )?Invalid asset encountered when unmarshaling resource property/;

function thrown(message: string, deployment: Deployment, directory: string): Failure {
  const text = message.replace(UNHANDLED, "");
  const empty = EMPTY_ASSET.test(text)
    ? [...deployment.nodes.values()].find(({ inputs }) => holdsEmptyAsset(inputs))
    : undefined;
  if (empty !== undefined) {
    return {
      message:
        `${empty.type} "${empty.name}" has an asset of an empty text, which Pulumi's SDK does not support: ` +
        "give it a string of at least one character, or a FileAsset.",
      location: empty.source,
    };
  }
  if (NO_ERROR.test(text)) {
    return { message: `${text} Throw an Error instead: it does. ${lastSeen(deployment)}` };
  }
  return {
    message: withPrintedPlaces(headline(text), directory),
    location: ownLocation(text, directory),
    frames: programFrames(text),
  };
}

function holdsEmptyAsset(value: PropertyValue): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return (
    (isAsset(value) && value.text === "") || Object.values(value).some((item: PropertyValue) => holdsEmptyAsset(item))
  );
}

function ownExit(stack: string, directory: string): Failure["location"] {
  return /\bprocess\.(?:exit|reallyExit)\b/.test(stack) ? ownLocation(stack, directory) : undefined;
}

const LEAK_REPORT = /^The Pulumi runtime detected that /;

/** A registration that waits for something that never comes. The SDK names it on stderr, our report knows where it was made. */
function leak({ stderr, report }: ProgramEnd, directory: string): Failure | undefined {
  const [, resources = ""] = /registrations could complete:\n((?:\s+\* .*\n?)+)/.exec(stderr) ?? [];
  if (resources === "" && !stderr.includes("still active")) {
    return undefined;
  }
  const locations = (report?.pending ?? []).map((stack) => ownLocation(stack, directory));
  const named = resources === "" ? "" : `\n${resources.trimEnd()}`;
  return {
    message: `The program ended while it still waited for something that never came; one of its promises never settles.${named}`,
    location: locations.find((location) => location !== undefined),
    saidFrom: LEAK_REPORT,
  };
}

function otherEnd({ code, signal, stderr }: ProgramEnd, directory: string): Failure {
  const said = stripColours(stderr).trim();
  const full = outOfMemory(said);
  if (full !== undefined) {
    return { message: `The program's process ended before the program had finished. ${full}`, saidFrom: HEAP_REPORT };
  }
  const message =
    said !== ""
      ? withPrintedPlaces(headline(said), directory)
      : `The program's process ended with ${processEnding(code, signal)} before the program had finished, and said nothing.`;
  return { message, location: ownLocation(said, directory), frames: programFrames(said), saidFrom: /^/ };
}

/** Returns what is known of a program that did not end in time. */
export function timeoutFailure(timeoutMs: number, deployment: Deployment): Failure {
  return {
    message:
      `The program did not end within ${timeoutMs / 1000} s and was stopped. ${lastSeen(deployment)} ` +
      "Look for an endless loop, an open server or timer, or a request that is never answered.",
    location: deployment.last?.source,
  };
}

function lastSeen({ last }: Deployment): string {
  if (last === undefined) {
    return "It registered no resource.";
  }
  const place = last.source === undefined ? "" : ` at ${printLocation(last.source)}`;
  return `The last resource that it registered is ${last.type} "${last.name}"${place}.`;
}
