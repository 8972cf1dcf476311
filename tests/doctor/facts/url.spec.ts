import assert from "node:assert/strict";
import { type Target, targetAt } from "../../../doctor";

const target = (url: string, basePath = ""): Target => ({ url: new URL(url), basePath, authorizers: [] });
const at = (url: string, ...targets: Target[]) => targetAt(new URL(url), targets);

describe("targetAt", () => {
  it("knows the URL alone without a program", () => {
    assert.deepEqual(at("https://api.example.com/orders"), target("https://api.example.com/orders"));
  });

  it("sees a WebSocket API in a wss URL of execute-api", () => {
    const { api } = at("wss://abc123defg.execute-api.eu-west-1.amazonaws.com/prod");
    assert.deepEqual(api, {
      kind: "websocket",
      id: "abc123defg",
      name: "abc123defg",
      region: "eu-west-1",
      stage: "prod",
      routes: [],
    });
  });

  it("takes the program's one API for any host, and its path where the URL has none", () => {
    const only = target("https://api.example.com/orders");
    assert.equal(at("http://127.0.0.1:8080", only).url.href, "http://127.0.0.1:8080/orders");
    assert.equal(at("http://127.0.0.1:8080/items", only).url.href, "http://127.0.0.1:8080/items");
  });

  it("takes of several APIs on a domain the one with the longest base path", () => {
    const name = "api.example.com";
    const [short, long] = ["/v1", "/v1/admin"].map((path) => ({
      ...target(`https://${name}${path}/orders`, path),
      domain: { name },
    }));
    assert.ok(short && long);
    assert.equal(at(`https://${name}/v1/admin/users`, short, long).basePath, "/v1/admin");
    assert.equal(at(`https://${name}/v1/administrators`, short, long).basePath, "/v1");
  });

  it("refuses to guess between several APIs, and names their URLs", () => {
    assert.throws(
      () => at("http://127.0.0.1:8080/x", target("https://a.example.com/"), target("https://b.example.com/")),
      /could be any of several APIs of the program; give one of their URLs:\n {2}https:\/\/a\.example\.com\/\n {2}https:\/\/b\.example\.com\/$/,
    );
  });
});
