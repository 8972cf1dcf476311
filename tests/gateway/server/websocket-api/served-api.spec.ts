import assert from "node:assert/strict";
import {
  compileWebSocketApi,
  locateWebSocketApi,
  servedWebSocketStages,
  stageAddress,
  type WebSocketAddress,
} from "../../../../gateway/server/websocket-api/served-api";
import { graphOf } from "../../../support/http-program";
import { webSocketApi, webSocketApiId } from "../../../support/websocket-program";
import { readSnapshot } from "../../../../gateway/model/snapshot";

const graph = graphOf([
  ...webSocketApi({ routes: { $default: {} }, stages: { dev: {}, live: {} } }),
  ...webSocketApi({ name: "price feed", routes: { $default: {} }, stages: { dev: {}, beta: {} } }),
]);
const apis = readSnapshot(graph).model.webSocketApis.map(compileWebSocketApi);
const [chat, feed] = [webSocketApiId("chat"), webSocketApiId("price feed")];

function seen(address: WebSocketAddress | undefined): string[] | undefined {
  return address && [address.served.model.id, address.stage, address.rest];
}

describe("locateWebSocketApi", () => {
  it("takes the first API that has the path's stage", () => {
    assert.deepEqual(seen(locateWebSocketApi(apis, "/dev", "localhost:8080")), [chat, "dev", ""]);
    assert.deepEqual(seen(locateWebSocketApi(apis, "/beta/", undefined)), [feed, "beta", ""]);
    assert.equal(locateWebSocketApi(apis, "/prod", undefined), undefined);
  });

  it("finds an API by its execute-api host, or by name or id in the path", () => {
    assert.deepEqual(seen(locateWebSocketApi(apis, "/dev", `${feed}.execute-api.eu-west-1.localhost`)), [
      feed,
      "dev",
      "",
    ]);
    assert.deepEqual(seen(locateWebSocketApi(apis, "/_api/price%20feed/dev", undefined)), [feed, "dev", ""]);
    assert.deepEqual(seen(locateWebSocketApi(apis, `/_api/${feed}/beta/x/y`, undefined)), [feed, "beta", "x/y"]);
    assert.equal(locateWebSocketApi(apis, "/_api/chat/beta", undefined), undefined);
  });

  it("finds an API by the program's own name for it, which AWS's has a random suffix to", () => {
    const api = webSocketApi({ name: "feed", api: { name: "feed-428168f" }, routes: { $default: {} } });
    const suffixed = readSnapshot(graphOf(api)).model.webSocketApis.map(compileWebSocketApi);
    for (const name of ["feed", "feed-428168f"]) {
      assert.deepEqual(seen(locateWebSocketApi(suffixed, `/_api/${name}/dev`, undefined)), [
        webSocketApiId("feed"),
        "dev",
        "",
      ]);
    }
  });

  it("finds nothing under a name with a malformed escape", () => {
    assert.equal(locateWebSocketApi(apis, "/_api/%zz/dev", undefined), undefined);
  });
});

describe("stageAddress", () => {
  it("is there for as long as the API has the stage", () => {
    assert.deepEqual(seen(stageAddress(apis, { apiId: chat, stage: "live" })), [chat, "live", ""]);
    assert.equal(stageAddress(apis, { apiId: chat, stage: "beta" }), undefined);
    assert.equal(stageAddress(apis, { apiId: "gone", stage: "live" }), undefined);
  });
});

describe("servedWebSocketStages", () => {
  it("names the API in the URL where the stage alone routes to another", () => {
    assert.deepEqual(
      servedWebSocketStages(apis, "http://127.0.0.1:8080").map(({ id, url }) => [id, url]),
      [
        [chat, "ws://127.0.0.1:8080/dev"],
        [chat, "ws://127.0.0.1:8080/live"],
        [feed, "ws://127.0.0.1:8080/_api/price%20feed/dev"],
        [feed, "ws://127.0.0.1:8080/beta"],
      ],
    );
  });
});
