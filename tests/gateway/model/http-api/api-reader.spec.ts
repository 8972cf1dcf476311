import assert from "node:assert/strict";
import { api, graph, integration, node, ordersFunction, permission, route, stage } from "../../../support/graphs";
import { readSnapshot } from "../../../../gateway/model/snapshot";

describe("readHttpApis", () => {
  it("passes over WebSocket APIs and everything that is theirs", () => {
    const model = readSnapshot(
      graph(
        api({ protocolType: "WEBSOCKET" }),
        integration({ integrationType: "MOCK" }),
        route("$connect"),
        stage("production"),
      ),
    ).model;
    assert.deepEqual([model.httpApis, model.functions, model.problems], [[], [], []]);
  });

  it("keeps two APIs apart", () => {
    const other = node("api", "other", { protocolType: "HTTP", name: "other" }, { id: "zzz999" });
    const model = readSnapshot(graph(api(), other, stage(), stage("dev", { apiId: "zzz999" }))).model;
    assert.deepEqual(
      model.httpApis.map((item) => [item.id, item.stages.map((part) => part.name)]),
      [
        ["abc123", ["$default"]],
        ["zzz999", ["dev"]],
      ],
    );
  });

  it("serves what a program adds to an API that it names by id", () => {
    const model = readSnapshot(
      graph(ordersFunction(), permission(), integration(), route("GET /orders"), stage()),
    ).model;
    assert.deepEqual(
      model.httpApis.map((item) => [item.id, item.name, item.routes.map((part) => part.routeKey), item.stages.length]),
      [["abc123", "abc123", ["GET /orders"], 1]],
    );
  });

  it("takes an API's region from its provider", () => {
    const provider = node("provider", "frankfurt", { region: "eu-central-1" }, { id: "p1" });
    const inProvider = { ...api(), outputs: {}, provider: `${provider.urn}::p1` };
    assert.equal(readSnapshot(graph(provider, inProvider, stage())).model.httpApis[0]?.region, "eu-central-1");
  });

  it("says whether the default endpoint is disabled", () => {
    const disabled = (inputs: Parameters<typeof api>[0]) =>
      readSnapshot(graph(api(inputs), stage())).model.httpApis[0]?.disableExecuteApiEndpoint;
    assert.equal(disabled({ disableExecuteApiEndpoint: true }), true);
    assert.equal(disabled({}), false);
  });
});
