import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Gateway, startGateway } from "../../../../gateway/server";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { BrowserPage, findBrowser } from "../../../examples/browser";
import { graphOf, httpApi, jsFunction } from "../../../support/http-program";

const ECHO = `exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ query: event.rawQueryString }) });`;

/** The attempts of a page of another origin: each names what it could read. */
const ATTEMPTS = `(async () => {
  const found = {};
  const attempt = async (name, work) => { try { found[name] = await work(); } catch { found[name] = "blocked"; } };
  const loaded = (tag, attributes) => new Promise((resolve, reject) => {
    const made = Object.assign(document.createElement(tag), attributes, { onload: () => resolve("loaded"), onerror: reject });
    document.head.append(made);
  });
  await attempt("data", async () => (await fetch(PAGE + "data/program")).text());
  await attempt("opaque data", async () => (await fetch(PAGE + "data/program", { mode: "no-cors" })).text());
  await attempt("post", async () => (await fetch(PAGE + "data/clear", { method: "POST", body: "{}", headers: { "content-type": "application/json" } })).status);
  await attempt("metrics", async () => (await fetch(ORIGIN + "/_gatewright/metrics")).text());
  await attempt("script", () => loaded("script", { src: PAGE + "main.js" }));
  await attempt("style", () => loaded("link", { rel: "stylesheet", href: PAGE + "style.css" }));
  await attempt("events", () => new Promise((resolve, reject) => {
    const source = new EventSource(PAGE + "data/events");
    source.onopen = () => resolve("open");
    source.onerror = reject;
  }));
  window.found = found;
})()`;

describe("the live page in a browser", function () {
  this.timeout(240_000);
  let gateway: Gateway;
  let other: Server;
  const pages: BrowserPage[] = [];

  before(async function () {
    const program = findBrowser();
    if (program === undefined) {
      console.log("skipped: the live page in a browser, because there is no Chromium on PATH");
      this.skip();
    }
    const graph = graphOf([jsFunction("echo", ECHO), ...httpApi({ routes: { "GET /echo": { function: "echo" } } })]);
    gateway = await startGateway(readSnapshot(graph), { port: 0 });
    other = createServer((_, outgoing) => outgoing.setHeader("content-type", "text/html").end("<title>other</title>"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    pages.push(
      await BrowserPage.open(program, `${gateway.livePage?.url}#requests`),
      await BrowserPage.open(program, elsewhere),
    );
  });
  after(async () => {
    await Promise.all(pages.map((page) => page.close()));
    await gateway?.close();
    await new Promise((done) => (other === undefined ? done(undefined) : other.close(done)));
  });

  const page = (): BrowserPage => pages[0] ?? assert.fail("no page is open");

  it("shows a request as it comes, and all about it", async () => {
    await page().until(`document.getElementById("reload").textContent.startsWith("Serving")`, true);
    await fetch(`${gateway.url}/echo?first`);
    await page().until(`document.querySelectorAll("#request-list li").length`, 1);
    await page().evaluate(`document.querySelector("#request-list button").click()`);
    await page().until(`document.querySelector("#detail h2")?.textContent`, "GET /echo?first: 200");
    const text = String(await page().evaluate(`document.getElementById("detail").textContent`));
    assert.match(text, /gateway \d.*integration \d.*Function echo.*"rawQueryString": "first".*"statusCode": 200/s);
  });

  it("sends a request again, with edits", async () => {
    await page().evaluate(
      `[...document.querySelectorAll("#detail button")].find((it) => it.textContent === "Send again").click()`,
    );
    await page().evaluate(`document.forms["replay-form"].elements.url.value = "/echo?second"`);
    await page().evaluate(`document.querySelector("#replay-form [type=submit]").click()`);
    await page().until(`document.querySelector("#detail h2")?.textContent`, "GET /echo?second: 200");
  });

  it("can be read by no page of another origin", async () => {
    const url = JSON.stringify(gateway.livePage?.url);
    const attempts = ATTEMPTS.replaceAll("PAGE", url).replaceAll("ORIGIN", JSON.stringify(gateway.url));
    await pages[1]?.evaluate(`void ${attempts}`);
    const blocked = ["data", "opaque data", "post", "metrics", "script", "style", "events"].map((name) => [
      name,
      "blocked",
    ]);
    await pages[1]?.until("window.found", Object.fromEntries(blocked));
  });
});
