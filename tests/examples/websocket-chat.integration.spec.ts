import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { evaluate } from "../support/evaluate";
import { type Gateway, startGateway } from "../../gateway/server";
import { Client } from "../conformance/websocket-api/harness";
import { BrowserPage, findBrowser } from "./browser";
import { readSnapshot } from "../../gateway/model/snapshot";

const directory = join(__dirname, "..", "..", "examples", "websocket-chat");

describe("examples/websocket-chat", function () {
  this.timeout(240_000);
  let gateway: Gateway;
  let url: string;
  const lines: string[] = [];

  before(async () => {
    const { graph } = await evaluate({ directory, stack: "dev" });
    gateway = await startGateway(readSnapshot(graph), { port: 0, log: (line) => lines.push(line) });
    url = gateway.apis[0]?.url ?? "";
  });

  after(() => gateway?.close());

  const enter = (name: string, room = "lobby"): Promise<Client> => Client.open(`${url}?name=${name}&room=${room}`);

  it("sends what a guest says to everyone in the room, and to nobody else", async () => {
    const [alice, bob, carol] = [await enter("alice"), await enter("bob"), await enter("carol", "kitchen")];
    alice.send({ action: "say", text: "hello" });
    assert.deepEqual(await alice.nextJson(), { from: "alice", text: "hello" }, lines.join("\n"));
    assert.deepEqual(await bob.nextJson(), { from: "alice", text: "hello" });
    carol.send({ action: "who" });
    assert.deepEqual(await carol.nextJson(), { guests: ["carol"] });
    await bob.close();
    assert.deepEqual(await alice.nextJson(), { from: "bob", left: true });
    alice.send({ action: "who" });
    assert.deepEqual(await alice.nextJson(), { guests: ["alice"] });
    await Promise.all([alice.close(), carol.close()]);
  });

  it("answers anything else with help", async () => {
    const guest = await enter("dora");
    guest.send("what?");
    assert.match(String((await guest.nextJson()).help), /"action":"say"/);
    await guest.close();
  });

  it("refuses what is no text before the function sees it", async () => {
    const guest = await enter("erin");
    guest.send({ action: "say", text: "" });
    assert.equal((await guest.nextJson()).message, "Invalid request body");
    await guest.close();
  });

  it("lets no guest in without a name, or with a bad one", async () => {
    await assert.rejects(Client.open(url), /refused with 401/);
    await assert.rejects(Client.open(`${url}?name=%3Cscript%3E`), /refused with 403/);
  });

  it("works in a browser", async function () {
    const program = findBrowser();
    if (program === undefined) {
      console.log("skipped: the page of examples/websocket-chat, because there is no Chromium on PATH");
      this.skip();
    }
    const page = await BrowserPage.open(
      program,
      `${pathToFileURL(join(directory, "page", "index.html")).href}?api=${encodeURIComponent(url)}`,
    );
    try {
      const submit = (form: string, values: Record<string, string>): Promise<unknown> =>
        page.evaluate(
          `Object.entries(${JSON.stringify(values)}).forEach(([id, value]) => (document.getElementById(id).value = value));` +
            `document.getElementById(${JSON.stringify(form)}).requestSubmit();`,
        );
      const messages = `[...document.querySelectorAll("#messages li")].map((item) => item.textContent)`;
      await submit("join", { name: "eve", room: "browser" });
      await page.until(`document.getElementById("state").textContent`, "connected");

      const friend = await enter("frank", "browser");
      await submit("say", { text: "<b>hi</b>" });
      assert.deepEqual(await friend.nextJson(), { from: "eve", text: "<b>hi</b>" });
      friend.send({ action: "say", text: "hello eve" });
      await page.until(messages, ["eve: <b>hi</b>", "frank: hello eve"]);
      await friend.close();
      await page.until(messages, ["eve: <b>hi</b>", "frank: hello eve", "frank left"]);
    } finally {
      await page.close();
    }
  });
});
