/** https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
export const OTLP_PROTOCOLS = ["http/protobuf", "grpc"] as const;
export type OtlpProtocol = (typeof OTLP_PROTOCOLS)[number];

/** The packages that send traces: the SDK, and the exporter of a protocol. */
export const SDK_PACKAGE = "@opentelemetry/sdk-trace-base";
export const EXPORTER_PACKAGES = {
  "http/protobuf": "@opentelemetry/exporter-trace-otlp-proto",
  grpc: "@opentelemetry/exporter-trace-otlp-grpc",
} as const satisfies Record<OtlpProtocol, string>;

/** Settings of the traces. The endpoint, headers, compression, timeouts and the sampler are read by the SDK itself. */
export interface TraceSettings {
  protocol: OtlpProtocol;
}

/**
 * Reads from the environment whether to send traces, by OpenTelemetry's own variables. Undefined where no endpoint is set, or the SDK or
 * its exporter is switched off.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 *
 * @throws Error where the protocol is none that OpenTelemetry has
 */
export function traceSettings(environment: Readonly<Record<string, string | undefined>>): TraceSettings | undefined {
  const { OTEL_SDK_DISABLED: disabled = "", OTEL_TRACES_EXPORTER: exporter = "otlp" } = environment;
  const endpoint = environment.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || environment.OTEL_EXPORTER_OTLP_ENDPOINT || "";
  if (endpoint === "" || disabled.toLowerCase() === "true" || !exporter.split(",").includes("otlp")) {
    return undefined;
  }
  const name = environment.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL
    ? "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"
    : "OTEL_EXPORTER_OTLP_PROTOCOL";
  const given = environment[name] || "http/protobuf";
  const protocol = OTLP_PROTOCOLS.find((known) => known === given);
  if (protocol === undefined) {
    throw new Error(
      `${name}: got "${given}", expected one of ${OTLP_PROTOCOLS.join(", ")}. Without it traces are sent as http/protobuf.`,
    );
  }
  return { protocol };
}

/** Returns the packages that traces need. */
export function tracePackages({
  protocol,
}: TraceSettings): [sdk: typeof SDK_PACKAGE, exporter: (typeof EXPORTER_PACKAGES)[OtlpProtocol]] {
  return [SDK_PACKAGE, EXPORTER_PACKAGES[protocol]];
}
