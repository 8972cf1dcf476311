import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dashboardProblems } from "../../../aws/dashboard-body";
import { HttpApi, lambda, Monitoring, none } from "../../../components";
import { layoutProblems, type WidgetJson } from "../../support/cloudwatch/dashboard-layout";
import { deploy } from "../../support/deploy";
import { EVERY_MONITORING } from "./every-monitoring";

const DASHBOARD = "cloudwatch/dashboard:Dashboard";
const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");

function widgetsOf(body: unknown): WidgetJson[] {
  return (JSON.parse(String(body)) as { widgets: WidgetJson[] }).widgets;
}

/** The properties of a value by their paths, each with its type; a list is one path. */
function pathsOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => pathsOf(item, `${path}[]`));
  }
  if (typeof value !== "object" || value === null) {
    return [`${path}: ${typeof value}`];
  }
  return Object.entries(value).flatMap(([key, item]) => pathsOf(item, `${path}.${key}`));
}

describe("the dashboard that AWS's CDK writes", () => {
  const { body } = JSON.parse(readFileSync(join(__dirname, "cdk-dashboard.json"), "utf8")) as {
    body: { widgets: WidgetJson[] };
  };

  it("is valid by our reading of CloudWatch's structure", () => {
    assert.deepEqual(dashboardProblems(JSON.stringify(body)), []);
  });

  for (const kind of ["HTTP", "REST", "WEBSOCKET"] as const) {
    it(`has each property of the dashboard of ${kind} APIs, with its type`, async () => {
      const { inputsOf } = await deploy(EVERY_MONITORING[kind]);
      const known = new Set(body.widgets.flatMap((widget) => pathsOf(widget, widget.type)));
      const ours = widgetsOf(inputsOf(DASHBOARD).dashboardBody).flatMap((widget) => pathsOf(widget, widget.type));
      assert.deepEqual(
        [...new Set(ours)].filter((path) => !known.has(path)),
        [],
      );
    });
  }
});

describe("the dashboard of a Monitoring", () => {
  for (const kind of ["HTTP", "REST", "WEBSOCKET"] as const) {
    it(`is valid by CloudWatch's structure for ${kind} APIs, without gaps and overlaps`, async () => {
      const { inputsOf } = await deploy(EVERY_MONITORING[kind]);
      const { dashboardName, dashboardBody } = inputsOf(DASHBOARD);
      assert.equal(dashboardName, "shop-dev-orders");
      assert.deepEqual(dashboardProblems(String(dashboardBody)), []);
      assert.deepEqual(layoutProblems(widgetsOf(dashboardBody)), []);
    });

    it(`asks an incident's questions in their order for ${kind} APIs`, async () => {
      const { inputsOf } = await deploy(EVERY_MONITORING[kind]);
      const widgets = widgetsOf(inputsOf(DASHBOARD).dashboardBody);
      const titles = widgets.map(
        ({ type, properties: { title, markdown } }) => `${type}: ${title ?? markdown?.split("\n")[0] ?? ""}`,
      );
      assert.deepEqual(titles, [
        "text: # orders",
        "alarm: Alarms, the newest state first",
        "metric: Availability",
        "text: ## Traffic: who calls, and how much?",
        "metric: Requests a minute",
        "metric: Refused a minute",
        ...(kind === "WEBSOCKET" ? [] : ["metric: Volume and cache"]),
        "text: ## Latency: the gateway, or the backend?",
        "metric: Latency that clients see",
        "metric: Average by part",
        "text: ## Errors by cause",
        "metric: Errors a minute",
        "log: Server errors by route and cause",
        "text: ## Limits: what is near its end?",
        kind === "WEBSOCKET" ? "metric: New connections a second" : "metric: Requests a second",
        "metric: Concurrent executions of Lambda",
        "text: ## Backends",
        "metric: Functions: errors and throttles",
        "metric: Functions: p99 of the duration",
        "metric: Healthy targets",
        "metric: Days to the end of certificates",
      ]);
    });
  }

  it("shows each deployment in every graph, in UTC", async () => {
    const { inputsOf } = await deploy(EVERY_MONITORING.HTTP);
    const graphs = widgetsOf(inputsOf(DASHBOARD).dashboardBody).filter(({ type }) => type === "metric");
    for (const { properties } of graphs) {
      assert.deepEqual(properties.annotations?.vertical, [
        { value: "2026-11-29T12:00:00.000Z", label: "orders" },
        { value: "2026-11-28T08:30:00.000Z", label: "v42" },
      ]);
    }
  });

  it("writes the availability as metric math, with the objective across it", async () => {
    const { inputsOf } = await deploy(EVERY_MONITORING.REST);
    const graph = widgetsOf(inputsOf(DASHBOARD).dashboardBody).find(
      ({ properties }) => properties.title === "Availability",
    );
    assert.deepEqual(graph?.properties.metrics, [
      [
        "AWS/ApiGateway",
        "5XXError",
        "ApiName",
        "orders",
        "Stage",
        "live",
        { id: "errors", stat: "Sum", visible: false },
      ],
      [
        "AWS/ApiGateway",
        "Count",
        "ApiName",
        "orders",
        "Stage",
        "live",
        { id: "requests", stat: "SampleCount", visible: false },
      ],
      [{ expression: "100 * (1 - errors / requests)", label: "available", id: "e1" }],
    ]);
    assert.deepEqual(graph.properties.annotations?.horizontal, [{ label: "objective", value: 99.9 }]);
  });

  it("is made with all alarms, on demand with few, and never with none", async () => {
    const made = async (args: object): Promise<number> => {
      const { namesOf } = await deploy(() => {
        const api = new HttpApi("orders", { defaultAuthorizer: none("a test"), routes: { "GET /orders": target } });
        return new Monitoring("orders", { api, ...args });
      });
      return namesOf(DASHBOARD).length;
    };
    assert.deepEqual(
      [
        await made({}),
        await made({ alarms: "few" }),
        await made({ alarms: "few", dashboard: true }),
        await made({ dashboard: false }),
        await made({ alarms: "none" }),
      ],
      [1, 0, 1, 0, 0],
    );
  });
});
