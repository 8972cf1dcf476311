import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { HttpApi, iam, jwt, lambda, none } from "../../../components";
import { readSnapshot } from "../../../gateway/model/snapshot";
import { reportHtml } from "../../../report/format/html";
import { reportOf } from "../../../report/report";
import { stackReport } from "../../../report/stack-report";
import { BrowserPage, findBrowser } from "../../examples/browser";
import { deploy } from "../../support/deploy";

const TRAFFIC = { requests: 1_000_000, kilobytes: 4, milliseconds: 100 };
const orders = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");

function program(): void {
  new HttpApi("shop", {
    defaultAuthorizer: jwt({
      issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abcdefghi",
      audience: ["a"],
    }),
    routes: {
      "GET /orders/{id}": { integration: orders, scopes: ["orders:read"] },
      "POST /orders/{id}/cancel": orders,
      "GET /health": { integration: orders, authorizer: none("a page") },
      "GET /internal": { integration: orders, authorizer: iam() },
    },
  });
}

/** Lines of the page that a window of this width has to be scrolled for, and words of a heading that are broken. */
const LAYOUT = `[
  document.documentElement.scrollWidth > innerWidth,
  [...document.querySelectorAll("th")].filter((cell) => cell.offsetParent !== null && cell.scrollWidth > cell.clientWidth).length,
]`;

describe("the HTML report in a browser", function () {
  this.timeout(60_000);
  let folder: string | undefined;
  let page: BrowserPage;

  before(async function () {
    const browser = findBrowser();
    if (browser === undefined) {
      console.log("skipped: the HTML report in a browser, because there is no Chromium on PATH");
      this.skip();
    }
    const { graph } = await deploy(program);
    folder = await mkdtemp(join(tmpdir(), "gatewright-report-"));
    const file = join(folder, "report.html");
    writeFileSync(file, reportHtml(reportOf([stackReport(readSnapshot(graph), { traffic: TRAFFIC })], TRAFFIC)));
    page = await BrowserPage.open(browser, pathToFileURL(file).href);
  });
  after(async () => {
    await page?.close();
    if (folder !== undefined) {
      await rm(folder, { recursive: true, force: true });
    }
  });

  for (const [width, scheme] of [
    [1280, "light"],
    [390, "dark"],
  ] as const) {
    it(`fits a window of ${width} pixels, in ${scheme}`, async () => {
      await page.resize(width, scheme);
      assert.deepEqual(await page.evaluate(LAYOUT), [false, 0]);
    });

    it(`has nothing that axe finds wrong at ${width} pixels, in ${scheme}`, async function () {
      const axe = axeSource();
      if (axe === undefined) {
        this.skip();
      }
      await page.resize(width, scheme);
      await page.evaluate(`${axe}; undefined`);
      const found = `axe.run().then(({ violations }) => violations.map(({ id }) => id))`;
      assert.deepEqual(await page.evaluate(found), []);
    });
  }

  it("finds routes", async () => {
    const search = `const field = document.querySelector("input"); field.value = "cancel"; field.dispatchEvent(new Event("input", { bubbles: true }));`;
    await page.evaluate(`{ ${search} }`);
    const shown = `[...document.querySelectorAll("tr[data-route]")].filter((row) => !row.hidden).map((row) => row.querySelector("code").textContent)`;
    await page.until(shown, ["POST /orders/{id}/cancel"]);
  });

  it("leaves the console without an error", () => {
    assert.deepEqual(page.errors, []);
  });
});

/** axe-core, where the machine has it: it is no dependency of the project. */
function axeSource(): string | undefined {
  const file = process.env.AXE_CORE;
  return file === undefined ? undefined : readFileSync(file, "utf8");
}
