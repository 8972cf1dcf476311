import assert from "node:assert/strict";
import type { ResourceNode } from "../../../engine/graph/graph";
import { readSnapshot } from "../../../gateway/model/snapshot";
import { type Gateway, startGateway } from "../../../gateway/server";
import { Gates } from "../../support/gates";
import { graphOf, httpApi, jsFunction } from "../../support/http-program";

/** Waits at the gate that a request names, and answers its own version and the gate. */
const waiting = (version: string): string =>
  `exports.handler = async ({ queryStringParameters: { gate } }) => {
    await fetch(gate);
    return "${version} " + gate.split("/").pop();
  };`;

/** Each function is one route. */
function program(functions: Record<string, string>): ResourceNode[] {
  const names = Object.keys(functions);
  return [
    ...Object.entries(functions).map(([name, code]) => jsFunction(name, code, { timeout: 900 })),
    ...httpApi({ routes: Object.fromEntries(names.map((name) => [`GET /${name}`, { function: name }])) }),
  ];
}

describe("requests under way while programs are swapped", () => {
  let gateway: Gateway;
  let gates: Gates;

  const update = (functions: Record<string, string>): Promise<void> =>
    gateway.update(readSnapshot(graphOf(program(functions))));
  /** Sends a request that waits, and resolves once its handler does. */
  async function begin(name: string, gate: string): Promise<{ answer: Promise<string> }> {
    const response = fetch(`${gateway.url}/${name}?gate=${gates.url}/${gate}`);
    await gates.reached(gate);
    return { answer: response.then(async (ended) => `${ended.status} ${await ended.text()}`) };
  }

  before(async () => {
    gates = await Gates.start();
    gateway = await startGateway(readSnapshot(graphOf([])), { port: 0 });
  });
  after(async () => {
    gates.close();
    await gateway.close();
  });

  it("are answered by a function that an earlier program has too, when that one's last request ends", async () => {
    await update({ slow: waiting("first"), shared: waiting("first") });
    const slow = await begin("slow", "slow");
    await update({ slow: waiting("second"), shared: waiting("first") });
    const shared = await begin("shared", "shared");
    await update({ slow: waiting("second") });
    gates.pass("slow");
    assert.equal(await slow.answer, "200 first slow");
    const other = await begin("slow", "other"); // what the end of the slow one has brought about is over by its answer
    gates.pass("other");
    assert.equal(await other.answer, "200 second other");
    gates.pass("shared");
    assert.equal(await shared.answer, "200 first shared");
  });

  it("are all answered, whatever the programs have in common and however they overlap", async () => {
    const versions = ["1", "2", "3", "4"];
    const begun: { gate: string; expected: string; answer: Promise<string> }[] = [];
    for (const version of versions) {
      // every second program changes `even`, every third `third`
      const even = `even${Math.floor(Number(version) / 2)}`;
      const third = `third${Math.floor(Number(version) / 3)}`;
      await update({ even: waiting(even), third: waiting(third), all: waiting("all") });
      for (const [name, own] of [
        ["even", even],
        ["third", third],
        ["all", "all"],
      ] as const) {
        const gate = `${name}-of-${version}`;
        begun.push({ gate, expected: `200 ${own} ${gate}`, ...(await begin(name, gate)) });
      }
    }
    await update({});
    // from both ends to the middle
    for (let first = 0, last = begun.length - 1; first <= last; first++, last--) {
      for (const { gate, expected, answer } of new Set([begun[first], begun[last]].flatMap((one) => one ?? []))) {
        gates.pass(gate);
        assert.equal(await answer, expected);
      }
    }
  });
});
