import assert from "node:assert/strict";
import { functionArn, httpApi, invokePermission, jsFunction } from "../support/http-program";
import { keyedApi } from "./keyed-api";
import { Served } from "./served";
import { count } from "./table";

const TrueDate = Date;
const HOUR = 3_600_000;

/** Makes the wall's clock show what a function makes of the true time. */
function setClock(read: (now: number) => number): void {
  const now = (): number => read(TrueDate.now());
  globalThis.Date = new Proxy(TrueDate, {
    construct: (target, given: []) => Reflect.construct(target, given.length === 0 ? [now()] : given) as Date,
    get: (target, member) => (member === "now" ? now : (Reflect.get(target, member) as unknown)),
  });
}

const CLOCKS: Record<string, (now: number) => number> = {
  "goes back an hour": (now) => now - HOUR,
  "goes on an hour": (now) => now + HOUR,
  "goes back ten years": (now) => now - 10 * 365 * 24 * HOUR,
  "goes on ten years": (now) => now + 10 * 365 * 24 * HOUR,
  "shows 1970": () => 0,
  "shows a time before 1970": () => -HOUR,
  "shows the second that 32 bits end in": () => 2 ** 31 * 1000,
  "shows the year 9999": () => TrueDate.UTC(9999, 11, 31, 23, 59, 59, 999),
  "shows the last day that there is": () => 8.64e15,
  "stands still": (
    (at) => () =>
      at
  )(TrueDate.now()),
  "jumps a day to and fro": (now) => now + (Math.random() < 0.5 ? 24 : -24) * HOUR,
};

const AUTHORIZER = `let calls = 0; exports.handler = async () => ({ isAuthorized: calls++ === 0 });`;

describe("a clock that is set", function () {
  this.timeout(120_000);
  let served: Served;

  before(async () => {
    served = await Served.start([
      jsFunction("fine", "exports.handler = async () => ({ statusCode: 200 });"),
      jsFunction("asked", AUTHORIZER),
      invokePermission("asked", "asked", "arn:aws:execute-api:eu-west-1:123456789012:apiabcdefg/authorizers/*"),
      ...httpApi({
        authorizers: {
          jwt: {
            authorizerType: "JWT",
            identitySources: ["$request.header.Authorization"],
            jwtConfiguration: { issuer: "http://127.0.0.1:1/", audiences: ["a"] },
          },
          once: {
            authorizerType: "REQUEST",
            authorizerUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn("asked")}/invocations`,
            authorizerPayloadFormatVersion: "2.0",
            enableSimpleResponses: true,
            authorizerResultTtlInSeconds: 2,
            identitySources: ["$request.header.Authorization"],
          },
        },
        routes: {
          "GET /": { function: "fine" },
          "GET /limited": { function: "fine" },
          "GET /closed": { function: "fine", route: { authorizationType: "JWT", authorizerId: "jwt" } },
          "GET /once": { function: "fine", route: { authorizationType: "CUSTOM", authorizerId: "once" } },
        },
        stages: {
          $default: {
            routeSettings: [{ routeKey: "GET /limited", throttlingRateLimit: 0.0001, throttlingBurstLimit: 1 }],
          },
        },
      }),
      ...keyedApi(),
    ]);
    assert.equal(await status("/limited"), 200);
  });
  afterEach(() => {
    globalThis.Date = TrueDate;
  });
  after(() => served.close());

  async function status(path: string, headers: Record<string, string> = {}): Promise<number> {
    count.inputs();
    const response = await fetch(served.gateway.url + path, { headers, signal: AbortSignal.timeout(20_000) });
    await response.arrayBuffer();
    return response.status;
  }

  for (const [what, read] of Object.entries(CLOCKS)) {
    it(`and ${what} opens nothing, closes nothing, and stops nothing`, async () => {
      setClock(read);
      count.fault(`a clock that ${what}`);
      assert.equal(await status("/"), 200);
      assert.equal(await status("/limited"), 429, "a throttle reads no wall clock");
      assert.equal(await status("/closed", { authorization: "Bearer a.b.c" }), 401);
      assert.equal(await status("/_api/rest/prod/keyed"), 403);
      assert.equal(await status("/_api/rest/prod/keyed", { "x-api-key": "a-key-of-twenty-chars" }), 200);
      served.assertSound(what);
    });
  }

  it("does not keep an authorizer's answer for longer, nor for less", async () => {
    const headers = { authorization: "token" };
    assert.equal(await status("/once", headers), 200);
    setClock((now) => now + HOUR);
    assert.equal(await status("/once", headers), 200, "cached");
    setClock((now) => now - HOUR);
    await new Promise((done) => setTimeout(done, 2_100));
    assert.equal(await status("/once", headers), 403, "asked again");
    count.fault("a clock that goes back while an authorizer's answer is cached");
    served.assertSound("a cached answer");
  });
});
