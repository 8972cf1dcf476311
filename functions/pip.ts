import { spawnSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { type Target, wheelPlatforms } from "./target-platform";

/** Wheels to download. */
export interface Download {
  /** The requirements file. */
  file: string;
  /** The folder that they are put into. */
  into: string;
  /** The machine that they are for. @default this one */
  target?: Target;
}

/** The names of Python on Linux and macOS, and on Windows. */
const INTERPRETERS = ["python3", "python"];

/**
 * Downloads the wheels of a requirements file and of what those packages need.
 * https://pip.pypa.io/en/stable/cli/pip_download/
 *
 * @throws RunError where there is no pip, or no wheel
 */
export function downloadWheels(component: string, { file, into, target }: Download): void {
  const platforms = target === undefined ? [] : wheelPlatforms(target);
  const args = [
    ...["-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check", "--only-binary=:all:"],
    ...platforms.flatMap((platform) => ["--platform", platform]),
    ...(target === undefined
      ? []
      : ["--implementation", "cp", "--python-version", target.runtime.replace("python", "")]),
    ...["--dest", into, "--requirement", file],
  ];
  for (const interpreter of INTERPRETERS) {
    const { error, status, stderr } = spawnSync(interpreter, args, { encoding: "utf8" });
    if (error !== undefined && "code" in error && error.code === "ENOENT") {
      continue;
    }
    if (status !== 0) {
      throw new pulumi.RunError(`${component}: ${failureText(interpreter, { file, into, target }, stderr)}`);
    }
    return;
  }
  throw new pulumi.RunError(
    `${component}: pip downloads the packages of ${file}, and there is no python3 on PATH. Install Python 3 with pip, or remove the file.`,
  );
}

function failureText(interpreter: string, { file, target }: Download, stderr: string): string {
  if (/No module named pip\b/.test(stderr)) {
    return (
      `pip downloads the packages of ${file}, and ${interpreter} has no pip. Install it: ` +
      `${interpreter} -m ensurepip, or your system's package python3-pip.`
    );
  }
  const errors = stderr.split("\n").filter((line) => /^\s*ERROR: /.test(line));
  const said = (errors.length === 0 ? [stderr.trim()] : errors).join("\n  ").replaceAll("ERROR: ", "");
  const place = target === undefined ? "this machine" : `${target.runtime} on ${target.architecture}`;
  const fix = /No matching distribution found/.test(stderr)
    ? `\nFix: take a version that has a wheel for ${place}: packages are never built from source here.`
    : "";
  return `pip cannot download the packages of ${file} for ${place}:\n  ${said}${fix}`;
}
