import { type HeaderList, headerValues, lastHeaderValue } from "../../behavior/shared/request";

/** The trace that a request belongs to, as its headers carry it. */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** The span of the caller, 16 hexadecimal digits; undefined where the caller names none. */
  spanId?: string;
  /** Undefined where the caller leaves the decision to the gateway. */
  isSampled?: boolean;
  /** `tracestate`, which is passed on. */
  state?: string;
}

/** https://www.w3.org/TR/trace-context/#traceparent-header-field-values */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;

/**
 * Reads the trace of a client: W3C's header, or X-Ray's.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function readTraceContext(headers: HeaderList): TraceContext | undefined {
  const parents = headerValues(headers, "traceparent");
  const [, traceId, spanId, flags = "00"] = (parents.length === 1 && TRACEPARENT.exec(parents[0]?.trim() ?? "")) || [];
  if (traceId !== undefined && spanId !== undefined) {
    const state = headerValues(headers, "tracestate").join(",");
    const isSampled = (Number.parseInt(flags, 16) & 1) === 1;
    return { traceId, spanId, isSampled, ...(state === "" ? undefined : { state }) };
  }
  const fields = new Map(
    (lastHeaderValue(headers, "x-amzn-trace-id") ?? "").split(";").map((field) => {
      const [name = "", value = ""] = field.trim().split("=");
      return [name, value.toLowerCase()];
    }),
  );
  const [, time, random] = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/.exec(fields.get("Root") ?? "") ?? [];
  if (time === undefined || random === undefined) {
    return undefined;
  }
  const parent = fields.get("Parent") ?? "";
  const sampled = fields.get("Sampled");
  return {
    traceId: time + random,
    ...(/^[0-9a-f]{16}$/.test(parent) ? { spanId: parent } : undefined),
    ...(sampled === "0" || sampled === "1" ? { isSampled: sampled === "1" } : undefined),
  };
}

/** Returns the header by which API Gateway hands a trace on. */
export function xRayHeader(traceId: string, spanId: string, isSampled: boolean): string {
  return `Root=1-${traceId.slice(0, 8)}-${traceId.slice(8)};Parent=${spanId};Sampled=${isSampled ? 1 : 0}`;
}

/** Returns W3C's header. */
export function traceParent(traceId: string, spanId: string, isSampled: boolean): string {
  return `00-${traceId}-${spanId}-${isSampled ? "01" : "00"}`;
}
