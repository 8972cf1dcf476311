import type { Architecture, PythonRuntime } from "./args";

/** The Python and the processor that packages are for. */
export interface Target {
  runtime: PythonRuntime;
  architecture: Architecture;
}

/** glibc 2.17 is the oldest that wheels are built for today: https://peps.python.org/pep-0599/ */
const OLDEST_GLIBC = 17;

/**
 * Returns the platform tags of wheels that a runtime can load, the best first. Runtimes from Python 3.12 run on Amazon Linux 2023 with
 * glibc 2.34, those before on Amazon Linux 2 with glibc 2.26.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 * https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html
 * https://peps.python.org/pep-0600/
 */
export function wheelPlatforms({ runtime, architecture }: Target): string[] {
  const processor = architecture === "arm64" ? "aarch64" : "x86_64";
  const newest = Number(runtime.split(".")[1]) >= 12 ? 34 : 26;
  const tags = Array.from({ length: newest - OLDEST_GLIBC + 1 }, (_, index) => `manylinux_2_${newest - index}`);
  return [...tags, "manylinux2014", "linux"].map((tag) => `${tag}_${processor}`);
}
