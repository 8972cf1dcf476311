import { Function } from "@pulumi/aws/lambda";
import { asset } from "@pulumi/pulumi";
import { HttpApi, httpProxy, jwt, lambda, none, RestApi, UsagePlan, WebSocketApi } from "gatewright";

const code = new asset.AssetArchive({ "handler.js": new asset.FileAsset("../../peers/handler.js") });
const common = { role: "arn:aws:iam::123456789012:role/hello", runtime: "nodejs22.x", code };
const hello = new Function("hello", { ...common, handler: "handler.handler" });
const echo = new Function("echo", { ...common, handler: "handler.echo" });

const throttle = { rateLimit: 1_000_000, burstLimit: 1_000_000 };

/** A Lambda route, one that a JWT authorizer protects, and an HTTP proxy route to the bare server. */
export const url = new HttpApi("bench", {
  defaultAuthorizer: none("the load has no tokens"),
  routes: {
    "GET /hello": lambda(hello),
    "GET /private": {
      integration: lambda(hello),
      authorizer: jwt({ issuer: "https://issuer.example.com", audience: ["bench"] }),
    },
    "GET /proxy": httpProxy(process.env.BENCH_BACKEND ?? "http://127.0.0.1:9"),
  },
  throttle,
  accessLog: { enabled: false },
}).url;

/** The same function with the access log that an API has by default. */
export const loggedUrl = new HttpApi("logged", {
  defaultAuthorizer: none("the load has no tokens"),
  routes: { "GET /hello": lambda(hello) },
  throttle,
}).url;

/** A proxy route of a REST API, whose clients need an API key of a usage plan. */
const keyed = new RestApi("keyed", {
  apiKeyRequired: true,
  defaultAuthorizer: none("callers have an API key of a usage plan"),
  routes: { "GET /hello": lambda(hello) },
  throttle,
  accessLog: { enabled: false },
});
new UsagePlan("bench", {
  stages: [{ api: keyed }],
  throttle: { rateLimit: 1_000_000, burstLimit: 1_000_000 },
  quota: { limit: 1_000_000_000, period: "MONTH" },
  keys: { bench: { value: "bench-key-0123456789" } },
});
export const keyedUrl = keyed.url;

/** A WebSocket API whose function answers each message with the message. */
export const echoUrl = new WebSocketApi("echo", {
  authorizer: none("the load has no tokens"),
  routes: { $default: { integration: lambda(echo), response: true } },
  throttle,
  accessLog: { enabled: false },
}).url;
