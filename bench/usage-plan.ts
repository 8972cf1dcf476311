import { Agent, request } from "node:http";
import { startGateway } from "../gateway/server";
import { graphOf } from "../tests/support/http-program";
import { mock, restApi, usagePlan } from "../tests/support/rest-program";
import { table } from "./figures";
import { readSnapshot } from "../gateway/model/snapshot";

const BURST = 100;
const RATE = 50;
const QUOTA = 10_000;
const STEADY_MS = 10_000;
/** Four times the plan's rate, so that most requests are refused. */
const SEND_EVERY_MS = 5;
const TOLERANCE = 0.05;

interface Answer {
  status: number;
  body: string;
}

/** The classic plan on localhost: burst 100, rate 50, quota 10,000 a day, over HTTP. Fails where it is not kept. */
export async function benchUsagePlan(): Promise<void> {
  const gateway = await startGateway(readSnapshot(graphOf(program())), { port: 0 });
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const send = (key: string): Promise<Answer> => get(`${gateway.url}/prod/`, key, agent);
  try {
    const burst = await Promise.all(Array.from({ length: BURST + 50 }, () => send("burst")));
    const steady = await sendSteadily(() => send("burst"));
    const other = await send("other");
    const quota = await sendAll(() => send("quota"), QUOTA + 1);
    const rows = [
      ["burst of 150 at once: let through", `${passed(burst)}`, `${BURST} and what came back meanwhile`],
      [
        `${STEADY_MS / 1000} s at 200 a second: let through a second`,
        (passed(steady) / (STEADY_MS / 1000)).toFixed(1),
        `${RATE}`,
      ],
      ["another key meanwhile", `${other.status}`, "200"],
      [`of ${QUOTA + 1} requests of a day: let through`, `${passed(quota)}`, `${QUOTA}`],
      ["the last one's answer", quota.at(-1)?.body ?? "", '{"message":"Limit Exceeded"}'],
    ];
    console.log(`${table([["usage plan", "measured", "wanted"], ...rows])}\n`);
    verify(passed(burst) >= BURST && passed(burst) <= BURST + RATE / 4, "the burst");
    verify(Math.abs(passed(steady) / ((RATE * STEADY_MS) / 1000) - 1) <= TOLERANCE, "the rate");
    verify(other.status === 200, "the other key's bucket");
    verify(passed(quota) === QUOTA && quota.at(-1)?.body === '{"message":"Limit Exceeded"}', "the quota");
  } finally {
    agent.destroy();
    await gateway.close();
  }
}

function program(): ReturnType<typeof restApi> {
  const limits = { stages: { rest: "prod" }, quota: { limit: QUOTA, period: "DAY" } };
  return [
    ...restApi({
      methods: { "GET /": { integration: mock("ok"), operation: { security: [{ api_key: [] }] } } },
      document: { components: { securitySchemes: { api_key: { type: "apiKey", name: "x-api-key", in: "header" } } } },
    }),
    ...usagePlan("classic", {
      ...limits,
      throttle: { burstLimit: BURST, rateLimit: RATE },
      keys: { burst: value("burst"), other: value("other") },
    }),
    ...usagePlan("unthrottled", { ...limits, keys: { quota: value("quota") } }),
  ];
}

const value = (key: string): string => `${key}-bench-key-000000`;

async function sendSteadily(send: () => Promise<Answer>): Promise<Answer[]> {
  const sent: Promise<Answer>[] = [];
  const started = performance.now();
  // paced by the clock, so that a busy machine catches up instead of sending less
  while (performance.now() - started < STEADY_MS) {
    const due = Math.floor((performance.now() - started) / SEND_EVERY_MS);
    while (sent.length < due) {
      sent.push(send());
    }
    await new Promise((done) => setTimeout(done, SEND_EVERY_MS));
  }
  return Promise.all(sent);
}

async function sendAll(send: () => Promise<Answer>, count: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let index = 0; index < count; index++) {
    answers.push(await send());
  }
  return answers;
}

function passed(answers: Answer[]): number {
  return answers.filter(({ status }) => status === 200).length;
}

function verify(kept: boolean, what: string): void {
  if (!kept) {
    throw new Error(`the usage plan was not kept: ${what}`);
  }
}

function get(url: string, key: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: { "x-api-key": value(key) } }, (message) => {
      let body = "";
      message.on("data", (chunk: Buffer) => (body += chunk.toString()));
      message.on("end", () => resolve({ status: message.statusCode ?? 0, body }));
    })
      .on("error", reject)
      .end();
  });
}
