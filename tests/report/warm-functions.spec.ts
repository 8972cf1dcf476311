import assert from "node:assert/strict";
import { FunctionAlias, HttpApi, lambda, none, RestApi } from "../../components";
import { readWarmFunctions } from "../../report/warm-functions";
import { deploy } from "../support/deploy";
import { readSnapshot } from "../../gateway/model/snapshot";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const defaultAuthorizer = none("a test");

describe("the functions that are kept warm", () => {
  it("are reported with the APIs that have them, and those that call the function past them", async () => {
    const { graph } = await deploy(() => {
      const live = new FunctionAlias("live", {
        functionName: "orders",
        alias: "live",
        version: "7",
        provisionedConcurrency: 3,
      });
      new HttpApi("shop", { defaultAuthorizer, routes: { "GET /orders": lambda(live) } });
      new RestApi("back-office", {
        defaultAuthorizer,
        routes: { "GET /orders": lambda(FUNCTION), "GET /old": lambda(`${FUNCTION}:6`) },
      });
    });
    assert.deepEqual(readWarmFunctions(readSnapshot(graph)), [
      {
        functionName: "orders",
        qualifier: "live",
        environments: 3,
        usedBy: ["shop"],
        missedBy: [
          { api: "back-office", qualifier: undefined },
          { api: "back-office", qualifier: "6" },
        ],
      },
    ]);
  });

  it("are reported where no API calls them, and not before their number is known", async () => {
    const warm = { functionName: FUNCTION, alias: "live", version: "7", provisionedConcurrency: 1 };
    const { graph } = await deploy(() => new FunctionAlias("live", warm));
    assert.deepEqual(readWarmFunctions(readSnapshot(graph)), [
      { functionName: "orders", qualifier: "live", environments: 1, usedBy: [], missedBy: [] },
    ]);
    const { graph: none } = await deploy(
      () => new FunctionAlias("live", { ...warm, provisionedConcurrency: undefined }),
    );
    assert.deepEqual(readWarmFunctions(readSnapshot(none)), []);
  });
});
