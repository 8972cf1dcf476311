import type { Context, Span, Tracer } from "@opentelemetry/api";
import type { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import type { HeaderList } from "../../behavior/shared/request";
import type { Exchange } from "../shared/exchange";
import type { ExchangeObserver, RequestRecord } from "../shared/request-record";
import type { RequestTrace, TraceHeaders } from "../shared/request-trace";
import { withTimeout } from "../shared/timeout";
import { loadSdk, type LoadedSdk } from "./sdk";
import type { TraceSettings } from "./settings";
import { readTraceContext, type TraceContext, traceParent, xRayHeader } from "./trace-context";
import { requestAttributes, spanName, stepSpan } from "./spans";

/** Milliseconds that the end of the gateway waits for a collector that does not answer. */
const FLUSH_MS = 2_000;

/** Sends traces of requests: a span of the gateway with one of its authorizer and one of its integration. */
export class Traces {
  private readonly ids: StepIds;
  private readonly provider: BasicTracerProvider;
  private readonly tracer: Tracer;

  private constructor(private readonly loaded: LoadedSdk) {
    const { sdk, resources, exporter } = loaded;
    this.ids = new StepIds(new sdk.RandomIdGenerator());
    const named = resources.resourceFromAttributes({ "service.name": "gatewright" });
    const given = resources.detectResources({ detectors: [resources.envDetector] });
    this.provider = new sdk.BasicTracerProvider({
      resource: resources.defaultResource().merge(named).merge(given),
      idGenerator: this.ids,
      spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
    });
    this.tracer = this.provider.getTracer("gatewright");
  }

  /** @throws Error where a package is missing */
  static open(settings: TraceSettings): Traces {
    return new Traces(loadSdk(settings));
  }

  /** Begins the span of a request. @param time Milliseconds since 1970. */
  begin(headers: HeaderList, time: number): RequestTrace {
    const { SpanKind, trace } = this.loaded.api;
    const from = readTraceContext(headers);
    const span = this.ids.withTrace(from?.traceId, () =>
      this.tracer.startSpan("request", { kind: SpanKind.SERVER, startTime: time }, this.parentOf(from)),
    );
    const { traceId, traceFlags } = span.spanContext();
    const isSampled = (traceFlags & 1) === 1;
    const headersOf = (spanId: string): TraceHeaders => ({
      xRay: xRayHeader(traceId, spanId, isSampled),
      traceParent: traceParent(traceId, spanId, isSampled),
      traceState: from?.state,
    });
    const [authorizer, integration] = [this.ids.generateSpanId(), this.ids.generateSpanId()];
    const context = trace.setSpan(this.loaded.api.ROOT_CONTEXT, span);
    const end: ExchangeObserver = (record, exchange) =>
      this.finish(record, exchange, span, context, { authorizer, integration }, time);
    return new LiveTrace(headersOf(authorizer), headersOf(integration), end);
  }

  /** Ends the span of a request that was answered, with the spans of its steps. */
  end(record: RequestRecord, exchange: Exchange | undefined): void {
    const trace = exchange?.steps.trace;
    if (trace instanceof LiveTrace) {
      trace.end(record, exchange);
    }
  }

  /** Sends what is not sent yet, as far as the collector takes it. */
  async close(): Promise<void> {
    await withTimeout(
      this.provider.shutdown().catch(() => undefined),
      FLUSH_MS,
    );
  }

  private parentOf(from: TraceContext | undefined): Context {
    const { ROOT_CONTEXT, trace, TraceFlags, createTraceState } = this.loaded.api;
    return from?.spanId === undefined
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, {
          traceId: from.traceId,
          spanId: from.spanId,
          isRemote: true,
          traceFlags: from.isSampled === false ? TraceFlags.NONE : TraceFlags.SAMPLED,
          traceState: createTraceState(from.state),
        });
  }

  private finish(
    record: RequestRecord,
    exchange: Exchange | undefined,
    span: Span,
    context: Context,
    ids: Record<"authorizer" | "integration", string>,
    time: number,
  ): void {
    const { SpanStatusCode } = this.loaded.api;
    if (span.isRecording()) {
      for (const name of ["authorizer", "integration"] as const) {
        const step = exchange?.steps[name];
        if (step !== undefined) {
          const { name: spanNamed, options, failure } = stepSpan(this.loaded.api, name, record, exchange);
          const child = this.ids.withSpan(ids[name], () =>
            this.tracer.startSpan(spanNamed, { ...options, startTime: time + step.start }, context),
          );
          if (failure !== undefined) {
            child.setStatus({ code: SpanStatusCode.ERROR, message: failure });
          }
          child.end(time + step.start + step.duration);
        }
      }
      span.updateName(spanName(record));
      span.setAttributes(requestAttributes(record, exchange));
      if (record.status >= 500) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: record.notes.join(" ") });
      }
    }
    span.end(time + record.duration);
  }
}

/** Gives the next span or trace the id that headers carry already. */
class StepIds {
  private spanId: string | undefined;
  private traceId: string | undefined;

  constructor(private readonly random: { generateTraceId(): string; generateSpanId(): string }) {}

  generateTraceId(): string {
    return this.traceId ?? this.random.generateTraceId();
  }

  generateSpanId(): string {
    return this.spanId ?? this.random.generateSpanId();
  }

  withTrace<T>(id: string | undefined, work: () => T): T {
    this.traceId = id;
    try {
      return work();
    } finally {
      this.traceId = undefined;
    }
  }

  withSpan<T>(id: string, work: () => T): T {
    this.spanId = id;
    try {
      return work();
    } finally {
      this.spanId = undefined;
    }
  }
}

/** A trace whose span has not ended. */
class LiveTrace implements RequestTrace {
  constructor(
    readonly authorizer: TraceHeaders,
    readonly integration: TraceHeaders,
    readonly end: ExchangeObserver,
  ) {}
}
