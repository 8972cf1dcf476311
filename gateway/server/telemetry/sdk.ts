import { createRequire } from "node:module";
import type * as Api from "@opentelemetry/api";
import type * as Resources from "@opentelemetry/resources";
import type * as Sdk from "@opentelemetry/sdk-trace-base";
import { optionalPackage, optionalPackagePath } from "../../behavior/shared/optional-package";
import { EXPORTER_PACKAGES, SDK_PACKAGE, type TraceSettings } from "./settings";

const PURPOSE = "sending traces";

/** The parts of OpenTelemetry's SDK that traces need. */
export interface LoadedSdk {
  sdk: typeof Sdk;
  api: typeof Api;
  resources: typeof Resources;
  exporter: Sdk.SpanExporter;
}

/**
 * Loads the SDK, and makes the exporter of a protocol, which reads its endpoint and headers from the environment.
 *
 * @throws Error with an install line where a package is missing
 */
export function loadSdk({ protocol }: TraceSettings): LoadedSdk {
  const sdk = optionalPackage<typeof Sdk>(SDK_PACKAGE, PURPOSE);
  const { OTLPTraceExporter } = optionalPackage<{ OTLPTraceExporter: new () => Sdk.SpanExporter }>(
    EXPORTER_PACKAGES[protocol],
    PURPOSE,
  );
  // the versions that the SDK itself works with
  const ofSdk = createRequire(optionalPackagePath(SDK_PACKAGE, PURPOSE));
  return {
    sdk,
    api: ofSdk("@opentelemetry/api") as typeof Api,
    resources: ofSdk("@opentelemetry/resources") as typeof Resources,
    exporter: new OTLPTraceExporter(),
  };
}
