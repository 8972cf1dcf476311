import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Returns which of the programs that the oracle needs are not installed. */
export function missingPrograms(): string[] {
  return ["java", "javac", "mvn"].filter((program) => spawnSync(program, ["-version"]).error !== undefined);
}

/** The oracle's Java programs, compiled with the libraries of `pom.xml` into a folder of their own. */
export class JavaPrograms {
  private readonly folder = mkdtempSync(join(tmpdir(), "gatewright-oracle-"));

  compile(): void {
    const copy = ["dependency:copy-dependencies", `-DoutputDirectory=${this.folder}/lib`];
    execFileSync("mvn", ["-q", "-f", join(__dirname, "pom.xml"), ...copy]);
    const sources = ["Oracle.java", "SchemaOracle.java", "PatternOracle.java"].map((name) => join(__dirname, name));
    execFileSync("javac", ["-cp", `${this.folder}/lib/*`, "-d", this.folder, ...sources]);
  }

  /** Gives a line of JSON to a program for each input, and returns what it answers to each. */
  run<T>(program: "Oracle" | "SchemaOracle" | "PatternOracle", inputs: readonly object[]): T[] {
    const lines = inputs.map((input) => JSON.stringify(input)).join("\n");
    const output = execFileSync("java", ["-cp", `${this.folder}:${this.folder}/lib/*`, program], {
      input: `${lines}\n`,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["pipe", "pipe", "ignore"],
    });
    return output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as T);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
