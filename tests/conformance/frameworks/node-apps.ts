import { NODE_CACHE } from "./cache";

/** A framework's program, which serves the routes of `routes.ts`. */
export interface FrameworkApp {
  name: string;
  /** The packages, or Python modules, that it needs. */
  needs: readonly string[];
  /** The source of `index.mjs`, or of `app.py`. */
  source: string;
  /** The handler. @default "index.handler" */
  handler?: string;
  /** The kinds of API that it is for. @default both */
  kinds?: readonly ("http" | "rest")[];
  /** @default the lowest that runs: `nodejs22.x`, `python3.13` */
  runtime?: string;
  /** The paths of its REST API. @default all by one */
  paths?: string[];
  /** Requests that the framework itself does not answer, by name, and why. */
  limits?: Record<string, string>;
}

const PRELUDE = `
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
const cache = ${JSON.stringify(`${NODE_CACHE}/node_modules`)};
const load = createRequire(cache + "/../package.json");
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const ZIPPED = gzipSync('{"zipped":true}');
`;

/** An express program behind an adapter. */
const EXPRESS_ROUTES = `
const express = load("express");
const app = express();
app.get("/hello/:name", (req, res) => res.json({ name: req.params.name, q: req.query.q }));
app.post("/json", express.json(), (req, res) => res.json({ got: req.body }));
app.post("/form", express.urlencoded({ extended: false }), (req, res) => res.json({ got: { ...req.body } }));
app.post("/upload", express.raw({ type: "multipart/*", limit: "1mb" }), (req, res) =>
  res.json({ bytes: req.body.length, named: req.body.includes('filename="a.png"') }));
app.get("/cookies", (req, res) => {
  res.append("set-cookie", "a=1; Path=/");
  res.append("set-cookie", "b=2; Path=/");
  res.json({ cookie: req.headers.cookie });
});
app.get("/png", (req, res) => res.type("image/png").send(PNG));
app.get("/gzip", (req, res) => res.set({ "content-type": "application/json", "content-encoding": "gzip" }).send(ZIPPED));
app.get("/redirect", (req, res) => res.redirect(302, "/hello/there"));
app.get("/error", () => { throw new Error("broken"); });
app.use((error, req, res, next) => res.status(500).json({ error: error.message }));
`;

export const NODE_APPS: readonly FrameworkApp[] = [
  {
    name: "express by @codegenie/serverless-express",
    needs: ["express", "@codegenie/serverless-express"],
    source: `${PRELUDE}${EXPRESS_ROUTES}
export const handler = load("@codegenie/serverless-express")({ app });`,
  },
  {
    name: "hono by hono/aws-lambda",
    needs: ["hono"],
    source: `${PRELUDE}
const { Hono } = load("hono");
const { handle } = load("hono/aws-lambda");
const app = new Hono();
app.get("/hello/:name", (c) => c.json({ name: c.req.param("name"), q: c.req.query("q") }));
app.get("/url", (c) => c.json({ url: c.req.url }));
app.post("/json", async (c) => c.json({ got: await c.req.json() }));
app.post("/form", async (c) => c.json({ got: await c.req.parseBody() }));
app.post("/upload", async (c) => {
  const bytes = Buffer.from(await c.req.arrayBuffer());
  return c.json({ bytes: bytes.length, named: bytes.includes('filename="a.png"') });
});
app.get("/cookies", (c) => {
  c.header("set-cookie", "a=1; Path=/", { append: true });
  c.header("set-cookie", "b=2; Path=/", { append: true });
  return c.json({ cookie: c.req.header("cookie") });
});
app.get("/png", (c) => c.body(PNG, 200, { "content-type": "image/png" }));
app.get("/gzip", (c) => c.body(ZIPPED, 200, { "content-type": "application/json", "content-encoding": "gzip" }));
app.get("/redirect", (c) => c.redirect("/hello/there"));
app.get("/error", () => { throw new Error("broken"); });
app.onError((error, c) => c.json({ error: error.message }, 500));
export const handler = handle(app);`,
  },
  {
    name: "fastify by @fastify/aws-lambda",
    // a package of it is an ES module that is required: Lambda has Node.js do that since 24
    runtime: "nodejs24.x",
    needs: ["fastify", "@fastify/aws-lambda"],
    source: `${PRELUDE}
const app = load("fastify")();
app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (req, body, done) =>
  done(null, Object.fromEntries(new URLSearchParams(body))));
app.addContentTypeParser(/^multipart\\//, { parseAs: "buffer" }, (req, body, done) => done(null, body));
app.get("/hello/:name", async (req) => ({ name: req.params.name, q: req.query.q }));
app.post("/json", async (req) => ({ got: req.body }));
app.post("/form", async (req) => ({ got: req.body }));
app.post("/upload", async (req) => ({ bytes: req.body.length, named: req.body.includes('filename="a.png"') }));
app.get("/cookies", async (req, reply) => {
  reply.header("set-cookie", ["a=1; Path=/", "b=2; Path=/"]);
  return { cookie: req.headers.cookie };
});
app.get("/png", async (req, reply) => reply.type("image/png").send(PNG));
app.get("/gzip", async (req, reply) =>
  reply.headers({ "content-type": "application/json", "content-encoding": "gzip" }).send(ZIPPED));
app.get("/redirect", async (req, reply) => reply.redirect("/hello/there", 302));
app.get("/error", async () => { throw new Error("broken"); });
app.setErrorHandler((error, req, reply) => reply.status(500).send({ error: error.message }));
export const handler = load("@fastify/aws-lambda")(app, { binaryMimeTypes: ["image/png"] });`,
  },
  {
    name: "middy",
    needs: ["@middy/core"],
    source: `${PRELUDE}
const { default: middy } = await import(cache + "/@middy/core/index.js");
const json = (statusCode, value, more = {}) => ({ statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(value), ...more });
const binary = (bytes, headers) => ({ statusCode: 200, headers, body: bytes.toString("base64"), isBase64Encoded: true });
const routes = {
  "/hello": (e, path) => json(200, { name: decodeURIComponent(path.split("/").at(-1)), q: e.queryStringParameters?.q }),
  "/json": (e, path, body) => json(200, { got: JSON.parse(body) }),
  "/form": (e, path, body) => json(200, { got: Object.fromEntries(new URLSearchParams(String(body))) }),
  "/upload": (e, path, body) => json(200, { bytes: body.length, named: body.includes('filename="a.png"') }),
  "/cookies": (e) => json(200, { cookie: e.cookies?.join("; ") ?? e.headers.cookie ?? e.headers.Cookie },
    e.version === "2.0" ? { cookies: ["a=1; Path=/", "b=2; Path=/"] } : { multiValueHeaders: { "set-cookie": ["a=1; Path=/", "b=2; Path=/"] } }),
  "/png": () => binary(PNG, { "content-type": "image/png" }),
  "/gzip": () => binary(ZIPPED, { "content-type": "application/json", "content-encoding": "gzip" }),
  "/redirect": () => ({ statusCode: 302, headers: { location: "/hello/there" }, body: "" }),
  "/error": () => { throw new Error("broken"); },
};
export const handler = middy()
  .use({ onError: async (request) => { request.response = json(500, { error: request.error.message }); } })
  .handler(async (event) => {
    const path = event.rawPath ?? event.path;
    const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
    return routes["/" + path.split("/")[1]]?.(event, path, body) ?? json(404, {});
  });`,
  },
  {
    name: "Powertools for TypeScript",
    needs: ["@aws-lambda-powertools/event-handler"],
    limits: { "an upload": "it reads a body in base64 as UTF-8" },
    source: `${PRELUDE}
const { Router } = await import(load.resolve("@aws-lambda-powertools/event-handler/http"));
const app = new Router();
const bytesOf = async (req) => Buffer.from(await req.arrayBuffer());
app.get("/hello/:name", async ({ req, params }) => ({ name: params.name, q: new URL(req.url).searchParams.get("q") ?? undefined }));
app.post("/json", async ({ req }) => ({ got: await req.json() }));
app.post("/form", async ({ req }) => ({ got: Object.fromEntries(new URLSearchParams(await req.text())) }));
app.post("/upload", async ({ req }) => {
  const bytes = await bytesOf(req);
  return { bytes: bytes.length, named: bytes.includes('filename="a.png"') };
});
app.get("/cookies", async ({ req }) => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  cookies: ["a=1; Path=/", "b=2; Path=/"],
  body: JSON.stringify({ cookie: req.headers.get("cookie") }),
}));
app.get("/png", async () => new Response(PNG, { headers: { "content-type": "image/png" } }));
app.get("/gzip", async () => new Response(ZIPPED, { headers: { "content-type": "application/json", "content-encoding": "gzip" } }));
app.get("/redirect", async () => new Response(null, { status: 302, headers: { location: "/hello/there" } }));
class Broken extends Error {}
app.get("/error", async () => { throw new Broken("broken"); });
app.errorHandler(Broken, async (error) => ({ statusCode: 500, headers: { "content-type": "application/json" }, body: JSON.stringify({ error: error.message }) }));
export const handler = async (event, context) => app.resolve(event, context);`,
  },
];
