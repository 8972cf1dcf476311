import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { LambdaFunctionModel } from "../../model/shared/lambda-function";
import { CodeArchiveError, fingerprintCode } from "./code-archive";
import { type FunctionConfig, functionConfig, runningConfig } from "./function-config";
import { LambdaFunction } from "./lambda-function";
import { linkRuntimeModules } from "./runtime-modules";
import { makeProcessFolder } from "../shared/process-folder";

/** The functions of one program, by URN. */
export type FunctionTable = ReadonlyMap<string, LambdaFunction>;

/** Keeps functions over reloads: one whose code and configuration are the same keeps its warm environments. */
export class FunctionRegistry {
  private current = new Map<string, LambdaFunction>();
  /** Those of earlier programs too, while they have requests to finish. */
  private readonly open = new Set<LambdaFunction>();
  private codeDirectory: string | undefined;

  constructor(
    private readonly environment: Record<string, string>,
    private readonly log: (line: string) => void,
  ) {}

  /** Makes the program's functions; nothing of them runs before its first request. */
  async load(models: LambdaFunctionModel[], workingDirectory: string): Promise<FunctionTable> {
    this.codeDirectory ??= await makeProcessFolder("code");
    await linkRuntimeModules(workingDirectory, this.codeDirectory);
    const next = new Map<string, LambdaFunction>();
    for (const config of models.map((model) => functionConfig(model, workingDirectory))) {
      if (config.runtime.startsWith("python") && !isOnPath("python3")) {
        config.refusal ??= `its runtime is ${config.runtime}, and there is no python3 on PATH: install it`;
      }
      const fingerprint = await this.fingerprint(config);
      const known = this.current.get(config.urn);
      next.set(config.urn, known?.fingerprint === fingerprint ? known : this.create(config, fingerprint));
    }
    this.current = next;
    return next;
  }

  /** Ends the functions of a program that neither the current one has nor those that have requests to finish. */
  async retire(table: FunctionTable, live: readonly FunctionTable[] = []): Promise<void> {
    const kept = new Set([this.current, ...live].flatMap((functions) => [...functions.values()]));
    const retired = new Set([...table.values()].filter((item) => !kept.has(item)));
    retired.forEach((item) => this.open.delete(item));
    await Promise.all([...retired].map((item) => item.close()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.open].map((item) => item.close()));
    if (this.codeDirectory !== undefined) {
      await rm(this.codeDirectory, { recursive: true, force: true });
    }
  }

  private create(config: FunctionConfig, fingerprint: string): LambdaFunction {
    if (config.refusal !== undefined) {
      this.log(`[${config.name}] does not run locally: ${config.refusal}`);
    }
    const created = new LambdaFunction(config, fingerprint, {
      codeDirectory: this.codeDirectory ?? tmpdir(),
      environment: this.environment,
      log: this.log,
    });
    this.open.add(created);
    return created;
  }

  private async fingerprint(config: FunctionConfig): Promise<string> {
    const { code } = config;
    const hash = createHash("sha256").update(JSON.stringify([runningConfig(config), this.environment]));
    if (config.refusal === undefined && code !== undefined) {
      try {
        hash.update(await fingerprintCode(code, config.workingDirectory));
      } catch (error) {
        if (!(error instanceof CodeArchiveError)) {
          throw error;
        }
        config.refusal = `its code: ${error.message}`;
        hash.update(config.refusal);
      }
    }
    return hash.digest("hex");
  }
}

function isOnPath(served: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, served)));
}
