import assert from "node:assert/strict";
import { CHECKS, problems } from "../../doctor";
import { faults } from "./faults";
import { healthyWebSocket } from "./faults/websocket";
import { LoopbackSet } from "./loopback/loopback-set";
import { DOMAIN } from "./loopback/program";

const HEALTHY = [
  "certificate-region",
  "certificate-issued",
  "certificate-names",
  "dns-resolves",
  "dns-target",
  "tls-connects",
  "tls-trusted",
  "tls-names",
  "tls-expiry",
  "tls-version",
  "jwt-issuer-form",
  "jwt-discovery",
  "jwt-issuer",
  "jwt-keys",
  "jwt-token-form",
  "jwt-token-issuer",
  "jwt-token-algorithm",
  "jwt-token-key",
  "jwt-token-signature",
  "jwt-token-audience",
  "jwt-token-time",
  "jwt-token-scope",
  "endpoint-answers",
  "cors-preflight",
  "cors-origin",
  "cors-method",
  "cors-headers",
  "cors-answer",
  "cors-owner",
];

describe("doctor", () => {
  let set: LoopbackSet;
  before(async () => {
    set = await LoopbackSet.start();
  });
  after(() => set.close());

  it("finds nothing wrong with a healthy set, having looked at all of it", async () => {
    const findings = await set.diagnose();
    assert.deepEqual(
      findings.map(({ check, status }) => `${check} ${status}`),
      HEALTHY.map((check) => `${check} ok`),
    );
  });

  it("finds nothing wrong with a healthy WebSocket API", async () => {
    const findings = await set.diagnose(healthyWebSocket);
    assert.deepEqual(problems(findings), []);
    assert.ok(findings.some(({ check, status }) => check === "websocket-handshake" && status === "ok"));
  });

  it("takes an alias record whose addresses are the target's", async () => {
    assert.deepEqual(problems(await set.diagnose({ dns: { [DOMAIN]: { a: ["127.0.0.1"] } } })), []);
  });

  it("takes a refusal without a token as the route's duty", async () => {
    assert.deepEqual(problems(await set.diagnose({ token: null })), []);
  });

  it("says what it could not look at from a URL alone", async () => {
    const findings = await set.diagnose({ urlOnly: true });
    assert.deepEqual(problems(findings), []);
    const skipped = findings.filter(({ status }) => status === "skipped");
    assert.deepEqual(
      skipped.map(({ check, fix }) => `${check}: ${fix}`),
      ["jwt-token-issuer: Give --state or --stack, or AWS credentials."],
    );
  });

  it("never says the token, whatever is wrong with it", async () => {
    const secret = "c2VjcmV0LXNpZ25hdHVyZQ";
    for (const token of [`${secret}.${secret}`, secret, `a.b.${secret}`]) {
      const text = JSON.stringify(await set.diagnose({ token: () => token }));
      assert.ok(!text.includes(secret), text);
    }
  });

  it("does not send a request that could change something", async () => {
    const methods: (string | undefined)[] = [];
    const findings = await set.diagnose({
      options: { method: "POST" },
      upstream: (request, response) => {
        methods.push(request.method);
        response.writeHead(204).end();
      },
    });
    assert.deepEqual(methods, ["OPTIONS"]);
    assert.ok(findings.some(({ check, status }) => check === "endpoint-answers" && status === "skipped"));
  });

  it("does not send a token to a server whose certificate is not trusted", async () => {
    const seen: (string | undefined)[] = [];
    await set.diagnose({
      tls: (authority) => authority.issue(["www.example.test"]),
      upstream: (request, response) => {
        seen.push(request.headers.authorization);
        response.end();
      },
    });
    assert.deepEqual(
      seen.filter((header) => header !== undefined),
      [],
    );
  });

  it("has a fault for each of its checks", () => {
    const injected = new Set<string>(faults.map(({ expect }) => expect.check));
    assert.deepEqual(
      Object.keys(CHECKS).filter((check) => !injected.has(check)),
      [],
    );
  });

  for (const { name, changes, expect } of faults) {
    it(`names ${name}, and nothing else`, async () => {
      const found = problems(await set.diagnose(changes));
      assert.deepEqual(
        found.map(({ check, status }) => `${status} ${check}`),
        [`${expect.status ?? "error"} ${expect.check}`],
        JSON.stringify(found, null, 2),
      );
      const [finding] = found;
      assert.match(finding?.seen ?? "", expect.seen);
      assert.match(finding?.fix ?? "", expect.fix);
    });
  }
});
