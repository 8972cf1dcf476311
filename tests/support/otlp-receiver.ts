import { Server as GrpcServer, ServerCredentials } from "@grpc/grpc-js";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "protobufjs";

/**
 * The messages of OTLP that carry traces, with the fields that the tests look at, by their numbers.
 * https://opentelemetry.io/docs/specs/otlp/
 * https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto
 */
const SCHEMA = `
syntax = "proto3";
message Request { repeated ResourceSpans resourceSpans = 1; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scopeSpans = 2; }
message Resource { repeated KeyValue attributes = 1; }
message ScopeSpans { repeated Span spans = 2; }
message Span {
  bytes traceId = 1; bytes spanId = 2; string traceState = 3; bytes parentSpanId = 4; string name = 5; int32 kind = 6;
  fixed64 startTimeUnixNano = 7; fixed64 endTimeUnixNano = 8; repeated KeyValue attributes = 9; Status status = 15;
}
message Status { string message = 2; int32 code = 3; }
message KeyValue { string key = 1; AnyValue value = 2; }
message AnyValue { oneof value { string stringValue = 1; bool boolValue = 2; int64 intValue = 3; double doubleValue = 4; } }
`;
const REQUEST = parse(SCHEMA).root.lookupType("Request");

/** A span as it was received. */
export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  traceState: string;
  name: string;
  /** 1 internal, 2 server, 3 client. */
  kind: number;
  /** Nanoseconds since 1970. */
  start: bigint;
  end: bigint;
  /** 2 is an error. */
  status: number;
  attributes: Record<string, string | number | boolean>;
  resource: Record<string, string | number | boolean>;
}

interface Attribute {
  key: string;
  value: Record<string, string | number | boolean>;
}

interface RequestMessage {
  resourceSpans?: {
    resource?: { attributes?: Attribute[] };
    scopeSpans?: {
      spans?: (Record<"traceId" | "spanId" | "name" | "startTimeUnixNano" | "endTimeUnixNano", string> & {
        parentSpanId?: string;
        traceState?: string;
        kind: number;
        status?: { code?: number };
        attributes?: Attribute[];
      })[];
    }[];
  }[];
}

/** A collector of traces, as OTLP's clients know it. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  private close: () => Promise<void> = () => Promise.resolve();
  url = "";

  static async http(): Promise<OtlpReceiver> {
    const receiver = new OtlpReceiver();
    const server: Server = createServer((message, outgoing) => {
      const chunks: Buffer[] = [];
      message.on("data", (chunk: Buffer) => chunks.push(chunk));
      message.on("end", () => {
        if (message.url === "/v1/traces" && message.headers["content-type"] === "application/x-protobuf") {
          receiver.take(Buffer.concat(chunks));
        }
        outgoing.setHeader("content-type", "application/x-protobuf");
        outgoing.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    receiver.close = () => new Promise((done) => server.close(() => done()));
    return receiver;
  }

  static async grpc(): Promise<OtlpReceiver> {
    const receiver = new OtlpReceiver();
    const server = new GrpcServer();
    server.register<Buffer, Buffer>(
      "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
      (call: { request: Buffer }, done: (error: null, answer: Buffer) => void) => {
        receiver.take(call.request);
        done(null, Buffer.alloc(0));
      },
      (answer) => answer,
      (bytes) => bytes,
      "unary",
    );
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      ),
    );
    receiver.url = `http://127.0.0.1:${port}`;
    receiver.close = () => new Promise((done) => server.tryShutdown(() => done()));
    return receiver;
  }

  stop(): Promise<void> {
    return this.close();
  }

  private take(bytes: Buffer): void {
    const options = { longs: String, bytes: String, defaults: false };
    const { resourceSpans = [] } = REQUEST.toObject(REQUEST.decode(bytes), options) as RequestMessage;
    for (const { resource, scopeSpans = [] } of resourceSpans) {
      for (const span of scopeSpans.flatMap(({ spans = [] }) => spans)) {
        this.spans.push({
          traceId: hex(span.traceId),
          spanId: hex(span.spanId),
          parentSpanId: hex(span.parentSpanId ?? ""),
          traceState: span.traceState ?? "",
          name: span.name,
          kind: span.kind,
          start: BigInt(span.startTimeUnixNano),
          end: BigInt(span.endTimeUnixNano),
          status: span.status?.code ?? 0,
          attributes: valuesOf(span.attributes),
          resource: valuesOf(resource?.attributes),
        });
      }
    }
  }
}

function hex(base64: string): string {
  return Buffer.from(base64, "base64").toString("hex");
}

function valuesOf(attributes: Attribute[] = []): Record<string, string | number | boolean> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      "intValue" in value ? Number(value.intValue) : (Object.values(value)[0] ?? ""),
    ]),
  );
}
