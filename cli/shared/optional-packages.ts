import { createRequire } from "node:module";
import { packageManagerOf } from "../../engine/project/package-manager";

/** Packages that only some commands need, which a user who imports the components alone does not have. */
export const OPTIONAL_PACKAGES = {
  "@aws-sdk/client-acm": "reads certificates; or say --no-aws",
  "@aws-sdk/client-api-gateway": "reads REST APIs; or say --no-aws",
  "@aws-sdk/client-apigatewayv2": "reads HTTP APIs, WebSocket APIs and domain names; or say --no-aws",
  "@aws-sdk/client-cloudwatch-logs": "reads logs; or say --no-aws",
  "@aws-sdk/client-lambda": "reads functions; or say --no-aws",
  "@aws-sdk/client-route-53": "reads DNS records; or say --no-aws",
  "@opentelemetry/exporter-trace-otlp-grpc": "sends traces over gRPC; or unset OTEL_EXPORTER_OTLP_ENDPOINT",
  "@opentelemetry/exporter-trace-otlp-proto": "sends traces; or unset OTEL_EXPORTER_OTLP_ENDPOINT",
  "@opentelemetry/sdk-trace-base": "makes traces; or unset OTEL_EXPORTER_OTLP_ENDPOINT",
  "@pulumi/policy": "runs policy packs",
  ajv: "validates policy configs",
  chokidar: "watches the program; or say --no-watch",
  dynalite: "answers as DynamoDB",
  jose: "verifies and mints tokens",
  ws: "serves WebSocket APIs",
} as const satisfies Record<string, string>;

export type OptionalPackage = keyof typeof OPTIONAL_PACKAGES;

/** The versions to install where the latest can't be: it needs a newer `@opentelemetry/api` than `@pulumi/pulumi`, which has 1.9. */
const VERSIONS: Partial<Record<OptionalPackage, string>> = {
  "@opentelemetry/exporter-trace-otlp-grpc": "0.220",
  "@opentelemetry/exporter-trace-otlp-proto": "0.220",
};

export function isOptionalPackage(name: string): name is OptionalPackage {
  return Object.hasOwn(OPTIONAL_PACKAGES, name);
}

/**
 * Refuses what needs packages that are not installed, all of them at once: one install, and it works.
 *
 * @throws Error with one install line
 */
export function requirePackages(names: readonly OptionalPackage[], installed = isInstalled): void {
  const missing = [...new Set(names)].filter((name) => !installed(name));
  if (missing.length > 0) {
    throw new Error(missingText(missing));
  }
}

export function missingText(missing: readonly OptionalPackage[]): string {
  const purposes = missing.map((name) => `"${name}" (${OPTIONAL_PACKAGES[name]})`);
  const specs = missing.map((name) => [name, VERSIONS[name]].filter(Boolean).join("@"));
  const install = `${packageManagerOf(process.cwd()).addDev} ${specs.join(" ")}`;
  return missing.length === 1
    ? `this command needs the package ${purposes.join()}, which is not installed: ${install}`
    : `this command needs ${missing.length} packages that are not installed: ${install}\n${purposes.map((it) => `  ${it}`).join("\n")}`;
}

const { resolve } = createRequire(__filename);

function isInstalled(name: string): boolean {
  try {
    resolve(name);
    return true;
  } catch (error) {
    // a package that is there and has no entry point for require fails in another way
    return !(error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND");
  }
}
