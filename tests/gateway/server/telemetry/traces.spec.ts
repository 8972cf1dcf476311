import assert from "node:assert/strict";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { WebSocket } from "ws";
import { type Gateway, startGateway, traceSettings } from "../../../../gateway/server";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { graphOf, httpApi, invokePermission, jsFunction } from "../../../support/http-program";
import { OtlpReceiver, type ReceivedSpan } from "../../../support/otlp-receiver";
import { restApi } from "../../../support/rest-program";
import { webSocketApi } from "../../../support/websocket-program";

const ECHO = `exports.handler = async (event) => {
  if (event.type === "REQUEST" && event.version) return { isAuthorized: true, context: { trace: event.headers["x-amzn-trace-id"] } };
  if (event.rawPath === "/fails") throw new RangeError("out of stock");
  return { statusCode: 200, body: JSON.stringify(event.headers ?? {}) };
};`;
const REMOTE = "4bf92f3577b34da6a3ce929d0e0e4736";
const VARIABLES = [
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_PROTOCOL",
  "OTEL_RESOURCE_ATTRIBUTES",
  "OTEL_TRACES_SAMPLER",
];

/** https://opentelemetry.io/docs/specs/otlp/ */
for (const protocol of ["grpc", "http/protobuf"] as const) {
  describe(`traces of requests over ${protocol}`, function () {
    const before_ = new Map(VARIABLES.map((name) => [name, process.env[name]]));
    let receiver: OtlpReceiver;
    let gateway: Gateway;
    let backend: Server;
    let backendUrl: string;
    const received: IncomingHttpHeaders[] = [];
    const answers = new Map<string, { status: number; body: Record<string, string> }>();

    before(async function () {
      if (protocol === "http/protobuf" && !isInstalled("@opentelemetry/exporter-trace-otlp-proto")) {
        console.log(
          "skipped: traces over http/protobuf, because @opentelemetry/exporter-trace-otlp-proto is not installed",
        );
        this.skip();
      }
      receiver = protocol === "grpc" ? await OtlpReceiver.grpc() : await OtlpReceiver.http();
      backend = createServer(({ headers }, outgoing) => {
        received.push(headers);
        outgoing.end("{}");
      });
      await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
      backendUrl = `http://127.0.0.1:${(backend.address() as AddressInfo).port}/`;
      process.env.OTEL_EXPORTER_OTLP_ENDPOINT = receiver.url;
      process.env.OTEL_EXPORTER_OTLP_PROTOCOL = protocol;
      process.env.OTEL_RESOURCE_ATTRIBUTES = "deployment.environment.name=local";
      gateway = await startGateway(readSnapshot(program(backendUrl)), { port: 0, traces: traceSettings(process.env) });
      await send("plain", "/orders?token=secret-of-the-query");
      await send("remote", "/guarded", { traceparent: `00-${REMOTE}-00f067aa0ba902b7-01`, tracestate: "vendor=1" });
      await send("xray", "/backend", {
        "x-amzn-trace-id": `Root=1-${REMOTE.slice(0, 8)}-${REMOTE.slice(8)};Parent=00f067aa0ba902b8;Sampled=1`,
      });
      await send("unsampled", "/orders", { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00" });
      await send("failed", "/fails");
      await send("missing", "/nowhere");
      await send("rest", "/_api/items/prod/items");
      await message();
      await gateway.close();
    });
    after(async () => {
      await receiver?.stop();
      await new Promise((done) => (backend === undefined ? done(undefined) : backend.close(done)));
      before_.forEach((value, name) => (value === undefined ? delete process.env[name] : (process.env[name] = value)));
    });

    const send = async (name: string, path: string, headers: Record<string, string> = {}): Promise<void> => {
      const response = await fetch(gateway.url + path, { headers });
      const body = (await response.json()) as Record<string, string>;
      answers.set(name, { status: response.status, body });
    };
    const message = async (): Promise<void> => {
      const client = new WebSocket(gateway.apis.find(({ url }) => url.startsWith("ws"))?.url ?? "");
      await new Promise((resolve) => client.on("open", resolve));
      const answered = new Promise((resolve) => client.on("message", resolve));
      client.send("{}");
      await answered;
      client.terminate();
    };
    const root = (name: string, status: number): ReceivedSpan =>
      receiver.spans.find(
        (span) => span.kind === 2 && span.name === name && span.attributes["http.response.status_code"] === status,
      ) ?? assert.fail(`${name}: ${receiver.spans.map((span) => span.name).join(", ")}`);
    const children = ({ spanId, traceId }: ReceivedSpan): ReceivedSpan[] =>
      receiver.spans.filter((span) => span.parentSpanId === spanId && span.traceId === traceId);

    it("have a span of the gateway with one of the integration", () => {
      const span = root("GET /orders", 200);
      assert.equal(span.parentSpanId, "");
      const {
        "gatewright.request_id": id,
        "server.port": port,
        "user_agent.original": agent,
        ...attributes
      } = span.attributes;
      assert.ok(id !== "" && port !== undefined && agent !== undefined);
      assert.deepEqual(attributes, {
        "gatewright.decided_by": "function echo",
        "gatewright.api": "shop",
        "gatewright.stage": "$default",
        "gatewright.route_key": "GET /orders",
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "http.route": "/orders",
        "url.path": "/orders",
        "url.scheme": "http",
        "client.address": "127.0.0.1",
        "network.protocol.version": "1.1",
        "server.address": "127.0.0.1",
      });
      const [integration, ...others] = children(span);
      assert.deepEqual(others, []);
      assert.deepEqual(
        [integration?.name, integration?.kind, integration?.attributes["faas.invoked_name"]],
        ["integration echo", 3, "echo"],
      );
      assert.ok(
        integration !== undefined && integration.start >= span.start && integration.end <= span.end + 1_000_000n,
      );
      assert.deepEqual(
        [span.resource["service.name"], span.resource["deployment.environment.name"]],
        ["gatewright", "local"],
      );
      assert.ok(!receiver.spans.some((one) => JSON.stringify(one.attributes).includes("secret-of-the-query")));
    });

    it("go on in the function, by X-Ray's header", () => {
      const span = root("GET /orders", 200);
      const [integration] = children(span);
      const { traceId } = span;
      const header = answers.get("plain")?.body["x-amzn-trace-id"];
      assert.equal(header, `Root=1-${traceId.slice(0, 8)}-${traceId.slice(8)};Parent=${integration?.spanId};Sampled=1`);
    });

    it("go on from a client's trace, through the authorizer", () => {
      const span = root("GET /guarded", 200);
      assert.deepEqual([span.traceId, span.parentSpanId, span.traceState], [REMOTE, "00f067aa0ba902b7", "vendor=1"]);
      const steps = children(span).sort((left, right) => Number(left.start - right.start));
      assert.deepEqual(
        steps.map(({ name }) => name),
        ["authorizer gate", "integration echo"],
      );
      assert.ok((steps[0]?.end ?? 0n) <= (steps[1]?.start ?? 0n) + 1_000_000n);
    });

    it("go on in HTTP backends, by X-Ray's and W3C's headers", () => {
      const span = root("GET /backend", 200);
      assert.deepEqual([span.traceId, span.parentSpanId], [REMOTE, "00f067aa0ba902b8"]);
      const [integration] = children(span);
      const [{ traceparent, "x-amzn-trace-id": xRay } = {}] = received;
      assert.equal(traceparent, `00-${REMOTE}-${integration?.spanId}-01`);
      assert.equal(xRay, `Root=1-${REMOTE.slice(0, 8)}-${REMOTE.slice(8)};Parent=${integration?.spanId};Sampled=1`);
    });

    it("are not sent where the client's trace is not sampled", () => {
      assert.ok(!receiver.spans.some(({ traceId }) => traceId === "0af7651916cd43dd8448eb211c80319c"));
      assert.match(
        answers.get("unsampled")?.body["x-amzn-trace-id"] ?? "",
        /^Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=[0-9a-f]{16};Sampled=0$/,
      );
    });

    it("have the errors of functions and of the gateway", () => {
      const failed = root("GET /fails", 500);
      assert.deepEqual(
        [failed.status, failed.attributes["gatewright.error"], failed.attributes["error.type"]],
        [2, "INTEGRATION_FAILURE", "500"],
      );
      const [integration] = children(failed);
      assert.deepEqual([integration?.status, integration?.attributes["error.type"]], [2, "RangeError"]);
      const missing = root("GET", 404);
      assert.deepEqual(
        [missing.status, missing.attributes["gatewright.error"], children(missing)],
        [0, "RESOURCE_NOT_FOUND", []],
      );
    });

    it("have REST APIs and the events of connections", () => {
      assert.equal(children(root("GET /items", 200))[0]?.name, "integration echo");
      const events = receiver.spans.filter(({ attributes }) => attributes["gatewright.connection_id"] !== undefined);
      assert.deepEqual(events.map(({ name }) => name).slice(0, 2), ["CONNECT $connect", "MESSAGE $default"]);
    });
  });
}

function program(backendUrl: string): ReturnType<typeof graphOf> {
  return graphOf([
    jsFunction("echo", ECHO),
    jsFunction("gate", ECHO),
    invokePermission("gate", "gate", "arn:aws:execute-api:eu-west-1:123456789012:shopabcdef/*"),
    ...httpApi({
      name: "shop",
      routes: {
        "GET /orders": { function: "echo" },
        "GET /fails": { function: "echo" },
        "GET /guarded": { function: "echo", route: { authorizationType: "CUSTOM", authorizerId: "gate" } },
        "GET /backend": { http: backendUrl },
      },
      authorizers: {
        gate: {
          authorizerType: "REQUEST",
          authorizerUri:
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:gate/invocations",
          authorizerPayloadFormatVersion: "2.0",
          enableSimpleResponses: true,
        },
      },
    }),
    ...restApi({ name: "items", methods: { "GET /items": { function: "echo" } } }),
    ...webSocketApi({ routes: { $connect: { function: "echo" }, $default: { function: "echo", response: true } } }),
  ]);
}

function isInstalled(name: string): boolean {
  try {
    createRequire(__filename).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
describe("the settings of traces", () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" };
  it("are those of OpenTelemetry's variables", () => {
    assert.equal(traceSettings({}), undefined);
    assert.deepEqual(traceSettings(endpoint), { protocol: "http/protobuf" });
    assert.deepEqual(
      traceSettings({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://c:4317", OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }),
      { protocol: "grpc" },
    );
    assert.equal(traceSettings({ ...endpoint, OTEL_SDK_DISABLED: "true" }), undefined);
    assert.equal(traceSettings({ ...endpoint, OTEL_TRACES_EXPORTER: "none" }), undefined);
    assert.throws(() => traceSettings({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" }), {
      message:
        'OTEL_EXPORTER_OTLP_PROTOCOL: got "http/json", expected one of http/protobuf, grpc. Without it traces are sent as http/protobuf.',
    });
  });
});
