import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { Agent, request as httpsRequest, type RequestOptions } from "node:https";
import type { ConnectionOptions, TLSSocket } from "node:tls";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import type { ResourceGraph, ResourceNode } from "../../../engine/graph/graph";
import { type Gateway, type GatewayOptions, startGateway } from "../../../gateway/server";
import { echoFunction } from "../../conformance/http-api/echo";
import { functionArn, graphOf, httpApi, node } from "../../support/http-program";
import { restApi, restApiId } from "../../support/rest-program";
import { authority, type Pem, signed } from "../../support/certificates";
import { webSocketApi, webSocketApiId } from "../../support/websocket-program";
import { readSnapshot } from "../../../gateway/model/snapshot";

const API_ID = "apiabcdefg";
const V2 = "aws:apigatewayv2/";

function domainNode(inputs: Record<string, unknown> = {}): ResourceNode {
  const given = { domainName: "api.example.com", ...inputs } as ResourceNode["inputs"];
  return { ...node(`${V2}domainName:DomainName`, "domain", given), id: "api.example.com" };
}

function mapping(apiMappingKey: string, apiId: string, stage: string): ResourceNode {
  return node(`${V2}apiMapping:ApiMapping`, apiMappingKey, {
    domainName: "api.example.com",
    apiMappingKey,
    apiId,
    stage,
  });
}

function program(...more: ResourceNode[]): ResourceGraph {
  const v1 = { integrationUri: functionArn("echo"), integrationType: "AWS_PROXY", payloadFormatVersion: "1.0" };
  return graphOf([
    echoFunction("echo"),
    ...httpApi({
      api: { disableExecuteApiEndpoint: true },
      routes: { "GET /pets/{id}": { function: "echo" }, "GET /old": { function: "echo", integration: v1 } },
      stages: { $default: {}, next: {} },
    }),
    ...restApi({ methods: { "GET /books/{id}": { function: "echo" } } }),
    ...more,
  ]);
}

interface Answer {
  status: number;
  event: Record<string, never> & {
    rawPath?: string;
    path?: string;
    routeKey?: string;
    resource?: string;
    requestContext: Record<string, never> & { domainName?: string; stage?: string; path?: string };
  };
}

/** A request of a host at the gateway's address, as a client whose DNS has the domain would send it. */
function ask(
  gateway: Gateway,
  host: string,
  path: string,
  tls: RequestOptions & Pick<ConnectionOptions, "session"> = {},
): Promise<Answer> {
  const { protocol, port } = new URL(gateway.url);
  const send = protocol === "https:" ? httpsRequest : httpRequest;
  const options = { host: "127.0.0.1", port, path, headers: { host }, agent: false, ...tls };
  return new Promise((resolve, reject) => {
    send({ servername: host, ...options }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, event: JSON.parse(body) as Answer["event"] }),
      );
    })
      .on("error", reject)
      .end();
  });
}

describe("custom domains on this machine", () => {
  let gateway: Gateway | undefined;
  let directory: string;
  const lines: string[] = [];
  const start = async (graph: ResourceGraph, options: GatewayOptions = {}): Promise<Gateway> => {
    gateway = await startGateway(readSnapshot(graph), { port: 0, log: (line) => lines.push(line), ...options });
    return gateway;
  };

  beforeEach(() => {
    lines.length = 0;
    directory = mkdtempSync(join(tmpdir(), "gatewright-domains-"));
  });
  afterEach(async () => {
    await gateway?.close();
    gateway = undefined;
    rmSync(directory, { recursive: true });
  });

  it("lead by Host header and path to the stages of HTTP and REST APIs", async () => {
    const rest = restApiId("rest");
    const served = await start(
      program(
        domainNode(),
        mapping("", API_ID, "$default"),
        mapping("next", API_ID, "next"),
        mapping("shop", rest, "prod"),
      ),
    );
    const root = (await ask(served, "api.example.com", "/pets/1?x=1")).event;
    assert.deepEqual(
      [root.routeKey, root.rawPath, root.requestContext.domainName, root.requestContext.stage],
      ["GET /pets/{id}", "/pets/1", "api.example.com", "$default"],
    );
    const next = (await ask(served, "api.example.com", "/next/pets/1")).event;
    assert.deepEqual([next.rawPath, next.requestContext.stage], ["/pets/1", "next"]);
    const old = (await ask(served, "api.example.com", "/next/old")).event;
    assert.deepEqual([old.path, old.requestContext.path], ["/next/old", "/next/old"]);
    const books = (await ask(served, "api.example.com", "/shop/books/1")).event;
    assert.deepEqual(
      [books.resource, books.path, books.requestContext.path, books.requestContext.domainName],
      ["/books/{id}", "/shop/books/1", "/shop/books/1", "api.example.com"],
    );
  });

  /** https://github.com/localstack/localstack/pull/12296 */
  it("leave the stage to the clients of a base path mapping that names none", async () => {
    const legacy = (name: string, inputs: ResourceNode["inputs"]): ResourceNode =>
      node("aws:apigateway/basePathMapping:BasePathMapping", name, {
        domainName: "api.example.com",
        restApi: restApiId("rest"),
        ...inputs,
      });
    const served = await start(program(domainNode(), legacy("root", {}), legacy("shop", { basePath: "shop" })));
    const pathsOf = async (path: string): Promise<unknown[]> => {
      const { status, event } = await ask(served, "api.example.com", path);
      const { stage, path: requested } = event.requestContext ?? {};
      return [status, event.resource, event.path, requested, stage];
    };
    assert.deepEqual(
      [await pathsOf("/prod/books/1"), await pathsOf("/shop/prod/books/1"), (await pathsOf("/shop/books/1"))[0]],
      [
        [200, "/books/{id}", "/prod/books/1", "/prod/books/1", "prod"],
        [200, "/books/{id}", "/shop/prod/books/1", "/shop/prod/books/1", "prod"],
        403,
      ],
    );
  });

  it("answer 403 where no mapping takes the path, and say so", async () => {
    const served = await start(program(domainNode(), mapping("next", API_ID, "next")));
    const { status, event } = await ask(served, "api.example.com", "/pets/1");
    assert.deepEqual([status, event], [403, { message: "Forbidden" }]);
    assert.ok(lines.includes("GET api.example.com/pets/1: 403, no mapping takes the path"), lines.join("\n"));
  });

  it("are listed with URLs that every machine routes to itself", async () => {
    const served = await start(program(domainNode(), mapping("", API_ID, "$default"), mapping("next", API_ID, "next")));
    const { port } = new URL(served.url);
    assert.deepEqual(served.domains, [
      { domainName: "api.example.com", url: `http://api.example.com.localhost:${port}/` },
      { domainName: "api.example.com", url: `http://api.example.com.localhost:${port}/next/` },
    ]);
    assert.equal((await ask(served, `api.example.com.localhost:${port}`, "/pets/1", { servername: "x" })).status, 200);
  });

  it("are served over HTTPS with a certificate for each name, of one authority that is kept", async () => {
    const served = await start(program(domainNode(), mapping("", API_ID, "$default")), {
      https: true,
      stateDirectory: directory,
    });
    assert.match(served.url, /^https:\/\/127\.0\.0\.1:\d+$/);
    const ca = readFileSync(served.authorityFile ?? "", "utf8");
    assert.equal((await ask(served, "api.example.com", "/pets/1", { ca })).status, 200);
    assert.equal((await ask(served, "127.0.0.1", "/pets/1", { ca, servername: "" })).status, 200);
    await assert.rejects(ask(served, "api.example.com", "/pets/1"), { code: "SELF_SIGNED_CERT_IN_CHAIN" });
    assert.equal(statSync(join(directory, "authority-key.pem")).mode & 0o777, 0o600);
    await served.close();
    await start(program(), { https: true, stateDirectory: directory });
    assert.equal(readFileSync(join(directory, "authority.pem"), "utf8"), ca);
  });

  it("with mutual TLS let in whom the truststore vouches for, and tell the function who it is", async () => {
    const root = await authority("Our clients");
    const trusted = await signed("alice", root);
    const stranger = await signed("mallory");
    const object = node("aws:s3/bucketObjectv2:BucketObjectv2", "pem", {
      bucket: "trust",
      key: "ca.pem",
      content: root.cert,
    });
    const mutualTlsAuthentication = { truststoreUri: "s3://trust/ca.pem" };
    const graph = program(object, domainNode({ mutualTlsAuthentication }), mapping("", API_ID, "$default"));
    const served = await start(graph, { https: true, stateDirectory: directory });
    const ca = readFileSync(served.authorityFile ?? "", "utf8");
    const as = (client?: { cert: string; private: string }): Promise<Answer> =>
      ask(served, "api.example.com", "/pets/1", { ca, cert: client?.cert, key: client?.private });

    const { status, event } = await as(trusted);
    assert.equal(status, 200);
    const { authentication } = event.requestContext as { authentication?: { clientCert: Record<string, unknown> } };
    const { subjectDN, issuerDN, clientCertPem } = authentication?.clientCert ?? {};
    assert.deepEqual([subjectDN, issuerDN], ["CN=alice", "CN=Our clients"]);
    assert.equal(String(clientCertPem).replace(/\s/g, ""), trusted.cert.replace(/\s/g, ""));
    assert.equal((await as(stranger)).status, 403);
    assert.deepEqual((await as()).event, { message: "Forbidden" });
  });

  /**
   * "To access an API by using a custom domain name that has mutual TLS enabled, clients must present a trusted certificate":
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
   */
  it("of a REST API with mutual TLS let no client in whose chain does not end in the truststore", async () => {
    const rest = restApiId("rest");
    const pem = (name: string, content: string): ResourceNode =>
      node("aws:s3/bucketObjectv2:BucketObjectv2", name, { bucket: "trust", key: `${name}.pem`, content });
    const secure = (domainName: string, name: string): ResourceNode => ({
      ...node("aws:apigateway/domainName:DomainName", name, {
        domainName,
        endpointConfiguration: { types: "REGIONAL" },
        mutualTlsAuthentication: { truststoreUri: `s3://trust/${name}.pem` },
      }),
      id: domainName,
    });
    const mapped = (domainName: string): ResourceNode =>
      node("aws:apigateway/basePathMapping:BasePathMapping", domainName, {
        domainName,
        restApi: rest,
        stageName: "prod",
      });
    const root = await authority("Our clients");
    const intermediate = await authority("Our branch", root);
    const other = await authority("Our clients");
    const graph = program(
      pem("ours", root.cert),
      pem("theirs", other.cert),
      secure("api.example.com", "ours"),
      secure("other.example.com", "theirs"),
      mapped("api.example.com"),
      mapped("other.example.com"),
    );
    const served = await start(graph, { https: true, stateDirectory: directory });
    const ca = readFileSync(served.authorityFile ?? "", "utf8");
    const ask1 = (client: Pem | undefined, host = "api.example.com", servername = host): Promise<Answer> =>
      ask(served, host, "/books/1", { ca, servername, cert: client?.cert, key: client?.private });
    const statusOf = async (...given: Parameters<typeof ask1>): Promise<number> => (await ask1(...given)).status;
    const day = 24 * 60 * 60 * 1000;
    const ours = await signed("alice", root);
    const branch = await signed("bob", intermediate);
    const refused: Record<string, Pem | undefined> = {
      "no certificate": undefined,
      "its own authority": await signed("mallory"),
      "another authority of the same name": await signed("alice", other),
      "an expired certificate": await signed("carol", root, [Date.now() - 2 * day, Date.now() - day]),
      "one that is not valid yet": await signed("dave", root, [Date.now() + day, Date.now() + 2 * day]),
      "a chain without its intermediate": branch,
    };

    const { status, event } = await ask1(ours);
    assert.equal(status, 200);
    const { clientCert } =
      (event.requestContext as { identity?: { clientCert?: Record<string, unknown> } }).identity ?? {};
    assert.equal(clientCert?.subjectDN, "CN=alice");
    assert.equal(await statusOf({ ...branch, cert: `${branch.cert}\n${intermediate.cert}` }), 200);
    for (const [what, client] of Object.entries(refused)) {
      assert.equal(await statusOf(client), 403, what);
    }
    assert.equal(await statusOf(ours, "other.example.com"), 403, "of another domain's truststore");
    assert.equal(await statusOf(ours, "other.example.com", "api.example.com"), 403, "connected by another name");
  });

  /** A client of another truststore that resumes its session: https://nvd.nist.gov/vuln/detail/CVE-2025-23419 */
  for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
    it(`with mutual TLS judge a resumed session by the domain that it asks for (${maxVersion})`, async () => {
      const [root, other] = await Promise.all([authority("Our clients"), authority("Our clients")]);
      const trust = (name: string, content: string): ResourceNode =>
        node("aws:s3/bucketObjectv2:BucketObjectv2", name, { bucket: "trust", key: `${name}.pem`, content });
      const domain = (domainName: string, name: string): ResourceNode => ({
        ...node(`${V2}domainName:DomainName`, name, {
          domainName,
          mutualTlsAuthentication: { truststoreUri: `s3://trust/${name}.pem` },
        }),
        id: domainName,
      });
      const mapped = (domainName: string): ResourceNode =>
        node(`${V2}apiMapping:ApiMapping`, domainName, {
          domainName,
          apiMappingKey: "",
          apiId: API_ID,
          stage: "$default",
        });
      const graph = program(
        ...[trust("ours", root.cert), trust("theirs", other.cert)],
        ...[domain("api.example.com", "ours"), domain("other.example.com", "theirs")],
        ...[mapped("api.example.com"), mapped("other.example.com")],
      );
      const served = await start(graph, { https: true, stateDirectory: directory });
      const mallory = await signed("mallory", other);
      const client = { cert: mallory.cert, key: mallory.private, maxVersion, rejectUnauthorized: false };
      let session: Buffer | undefined;
      const keep = new Agent({ maxCachedSessions: 0 });
      keep.on("keylog", (_line, socket: TLSSocket) => socket.on("session", (given: Buffer) => (session = given)));
      const first = await ask(served, "other.example.com", "/pets/1", { ...client, agent: keep });
      assert.equal(first.status, 200);
      assert.ok(session !== undefined);
      const resumed = { rejectUnauthorized: false, maxVersion, session };
      assert.equal((await ask(served, "api.example.com", "/pets/1", resumed)).status, 403);
      assert.equal((await ask(served, "other.example.com", "/pets/1", { ...client, session })).status, 200);
    });
  }

  it("over HTTPS are closed at once, whatever a client has left of its handshake", async () => {
    const served = await start(program(domainNode()), { https: true, stateDirectory: directory });
    const silent = connect(Number(new URL(served.url).port), "127.0.0.1");
    await new Promise((connected) => silent.once("connect", connected));
    const ended = new Promise((close) => silent.once("close", close));
    silent.on("error", () => undefined);
    await served.close();
    await ended;
  });

  it("route to WebSocket APIs", async () => {
    const chat = webSocketApi({ routes: { $connect: {} } });
    const graph = graphOf([...chat, domainNode(), mapping("chat", webSocketApiId(), "dev")]);
    const served = await start(graph);
    const url = served.url.replace("http", "ws");
    const open = (path: string): Promise<number> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${url}${path}`, { headers: { host: "api.example.com" } });
        socket.on("open", () => {
          socket.terminate();
          resolve(101);
        });
        socket.on("unexpected-response", (_, response) => resolve(response.statusCode ?? 0));
        socket.on("error", () => undefined);
      });
    assert.deepEqual([await open("/chat"), await open("/dev"), await open("/chat/more")], [101, 403, 403]);
  });

  it("with mutual TLS answer 403 without HTTPS, and say what to do", async () => {
    const mutualTlsAuthentication = { truststoreUri: "s3://trust/ca.pem" };
    const served = await start(program(domainNode({ mutualTlsAuthentication }), mapping("", API_ID, "$default")));
    assert.equal((await ask(served, "api.example.com", "/pets/1")).status, 403);
    assert.match(lines.at(-1) ?? "", /presented no certificate that its truststore vouches for \(serve with HTTPS\)$/);
    assert.ok(lines.some((line) => line.includes("s3://trust/ca.pem is not in the program")));
  });
});
