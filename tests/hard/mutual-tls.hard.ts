import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";
import type { ResourceNode } from "../../engine/graph/graph";
import { authority, type Pem, signed } from "../support/certificates";
import { httpApi, jsFunction, node } from "../support/http-program";
import { Served } from "./served";
import { count } from "./table";

const OURS = "api.example.com";
const THEIRS = "other.example.com";
const OPEN = "open.example.com";
const DAY = 86_400_000;

interface Client extends Partial<Pem> {
  /** The name of the handshake. @default that of the request */
  servername?: string;
  session?: Buffer;
  maxVersion?: ConnectionOptions["maxVersion"];
}

/** A client that may not come in at OURS: what it presents. */
type Stranger = () => Promise<Client | undefined>;

describe("hostile clients of mutual TLS", function () {
  this.timeout(240_000);
  let served: Served;
  let state: string;
  let root: Pem;
  let other: Pem;

  before(async () => {
    state = mkdtempSync(join(tmpdir(), "hard-mutual-tls-"));
    root = await authority("Our clients");
    other = await authority("Our clients");
    const truststore = (name: string, content: string): ResourceNode =>
      node("aws:s3/bucketObjectv2:BucketObjectv2", name, { bucket: "trust", key: `${name}.pem`, content });
    const domain = (domainName: string, truststoreName?: string): ResourceNode[] => [
      {
        ...node("aws:apigatewayv2/domainName:DomainName", domainName, {
          domainName,
          ...(truststoreName && { mutualTlsAuthentication: { truststoreUri: `s3://trust/${truststoreName}.pem` } }),
        }),
        id: domainName,
      },
      node("aws:apigatewayv2/apiMapping:ApiMapping", domainName, {
        domainName,
        apiMappingKey: "",
        apiId: "apiabcdefg",
        stage: "$default",
      }),
    ];
    served = await Served.start(
      [
        jsFunction("fine", "exports.handler = async () => ({ statusCode: 200 });"),
        ...httpApi({ routes: { "GET /": { function: "fine" } } }),
        truststore("ours", root.cert),
        truststore("theirs", other.cert),
        ...domain(OURS, "ours"),
        ...domain(THEIRS, "theirs"),
        ...domain(OPEN),
      ],
      { https: true, stateDirectory: state },
    );
  });
  after(async () => {
    await served.close();
    rmSync(state, { recursive: true });
  });

  /** Opens a connection as a client. Its error where the gateway refuses the handshake. */
  function open({ cert, private: key, servername = OURS, session, maxVersion }: Client): Promise<TLSSocket | Error> {
    const port = Number(new URL(served.gateway.url).port);
    const options = { host: "127.0.0.1", port, servername, cert, key, session, maxVersion, rejectUnauthorized: false };
    return new Promise((resolve) => {
      const socket: TLSSocket = connect(options, () => resolve(socket));
      socket.once("error", resolve);
      socket.setTimeout(10_000, () => socket.destroy(new Error("timeout")));
    });
  }

  /** Returns the status of a request of a host, 0 where the connection ends before it. */
  async function status(client: Client, host = OURS): Promise<number> {
    const socket = await open(client);
    if (socket instanceof Error) {
      return 0;
    }
    return new Promise((resolve) => {
      let answer = "";
      socket.on("data", (chunk: Buffer) => (answer += chunk.toString()));
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)));
      socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
  }

  /** Opens and uses a connection, and returns the session that the gateway gives to resume it. */
  async function sessionOf(client: Client): Promise<Buffer> {
    const socket = await open(client);
    assert.ok(!(socket instanceof Error));
    return new Promise((resolve, reject) => {
      let session: Buffer | undefined = socket.getSession();
      socket.on("session", (given: Buffer) => (session = given));
      socket.on("data", () => undefined);
      socket.on("close", () => (session === undefined ? reject(new Error("no session")) : resolve(session)));
      socket.write(`GET / HTTP/1.1\r\nHost: ${client.servername ?? OURS}\r\nConnection: close\r\n\r\n`);
    });
  }

  const chain = async (length: number): Promise<Pem> => {
    let above = root;
    const certificates: string[] = [];
    for (let at = 0; at < length; at++) {
      above = await authority(`Branch ${at}`, above);
      certificates.unshift(above.cert);
    }
    const client = await signed("alice", above);
    return { ...client, cert: [client.cert, ...certificates].join("\n") };
  };

  const STRANGERS: Record<string, Stranger> = {
    "presents none": () => Promise.resolve({}),
    "is its own authority": async () => signed("alice"),
    "comes from an authority of the same name": async () => signed("alice", other),
    "has expired": async () => signed("alice", root, [Date.now() - 2 * DAY, Date.now() - DAY]),
    "is not valid yet": async () => signed("alice", root, [Date.now() + DAY, Date.now() + 2 * DAY]),
    "lacks the certificate between": async () => signed("alice", await authority("Our branch", root)),
    "was issued by a client": async () => {
      const issuer = await signed("bob", root);
      const client = await signed("alice", issuer);
      return { ...client, cert: `${client.cert}\n${issuer.cert}` };
    },
    "comes from the gateway's own authority": async () =>
      signed("alice", {
        cert: readFileSync(join(state, "authority.pem"), "utf8"),
        private: readFileSync(join(state, "authority-key.pem"), "utf8"),
      }),
    "appends the truststore's authority": async () => {
      const client = await signed("alice", other);
      return { ...client, cert: `${client.cert}\n${root.cert}` };
    },
    "is good, and of another domain's handshake": async () => ({ ...(await signed("alice", root)), servername: OPEN }),
    "is good, and of a handshake without a name": async () => ({ ...(await signed("alice", root)), servername: "" }),
    "is good for the domain of the handshake alone": async () => ({
      ...(await signed("mallory", other)),
      servername: THEIRS,
    }),
  };

  for (const [what, stranger] of Object.entries(STRANGERS)) {
    it(`one whose certificate ${what} gets 403, or no connection`, async () => {
      for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
        const found = await status({ ...(await stranger()), maxVersion });
        assert.ok(found === 403 || found === 0, `${found} with ${maxVersion}`);
        count.inputs();
        count.fault(`mutual TLS: a certificate that ${what}`);
      }
      served.assertSound(what);
      assert.equal(await status(await signed("alice", root)), 200, "and the next one with a good one is served");
    });
  }

  for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
    it(`one that resumes the session of another domain is judged by the domain that it asks for (${maxVersion})`, async () => {
      const mallory = await signed("mallory", other);
      const session = await sessionOf({ ...mallory, servername: THEIRS, maxVersion });
      count.fault(`mutual TLS: a session of another domain, ${maxVersion}`);
      assert.notEqual(await status({ session, maxVersion }), 200, "without a certificate");
      assert.notEqual(await status({ ...mallory, session, maxVersion }), 200, "with it");
      assert.equal(await status({ ...mallory, servername: THEIRS, session, maxVersion }, THEIRS), 200);
      served.assertSound("a session of another domain");
    });
  }

  it("ones with long chains are served or refused, and the next one served", async () => {
    for (const length of [1, 5, 30]) {
      const found = await status(await chain(length));
      count.fault(`mutual TLS: a chain of ${length}`);
      assert.ok([200, 403, 0].includes(found), String(found));
      assert.ok(length > 5 || found === 200, `a chain of ${length}: ${found}`);
    }
    assert.equal(await status(await signed("alice", root)), 200);
    served.assertSound("long chains");
  });
});
