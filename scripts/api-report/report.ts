import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

interface Manifest {
  name: string;
  exports: Record<string, string | { types: string }>;
}

/** Returns the report of each entry point of package.json that has types, by its path from the repository's root. */
export function apiReports(root: string): Map<string, string> {
  const { name, exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
  const folder = mkdtempSync(join(tmpdir(), "api-report-"));
  try {
    const reports = new Map<string, string>();
    for (const [entry, target] of Object.entries(exports)) {
      if (typeof target !== "string") {
        const file = `${entry === "." ? name : `${name}-${basename(entry)}`}.api.md`;
        reports.set(`api/${file}`, report(root, join(root, target.types), folder, file));
      }
    }
    return reports;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(root: string, declarations: string, folder: string, file: string): string {
  const compilerOptions = {
    target: "ES2022",
    module: "node20",
    lib: ["ES2023"],
    types: ["node"],
    strict: true,
    skipLibCheck: true,
  };
  const none = { default: { logLevel: ExtractorLogLevel.None } };
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: declarations,
      compiler: { overrideTsconfig: { compilerOptions, files: [declarations] } },
      apiReport: { enabled: true, reportFileName: file, reportFolder: folder, reportTempFolder: join(folder, "temp") },
      docModel: { enabled: false, apiJsonFilePath: "" },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          ...none,
          // the report lists what an export refers to and the package does not export
          "ae-forgotten-export": { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
        },
        tsdocMessageReporting: none,
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, "package.json"),
  });
  const problems: string[] = [];
  const { errorCount } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error) {
        problems.push(message.text);
      }
      message.handled = true;
    },
  });
  if (errorCount > 0) {
    throw new Error(`api-extractor rejects ${declarations}: ${problems.join("; ")}`);
  }
  return readFileSync(join(folder, file), "utf8");
}
