import assert from "node:assert/strict";
import { dashboardProblems } from "../../aws/dashboard-body";

const ALARM = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors";
const ROW = ["AWS/ApiGateway", "Count"];

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
describe("what CloudWatch refuses of a dashboard's body", () => {
  const problems = (body: unknown): string[] =>
    dashboardProblems(typeof body === "string" ? body : JSON.stringify(body)).map(
      ({ path, value, expected }) => `${path} ${JSON.stringify(value)}: ${expected}`,
    );
  const widget = (changes: unknown): string[] =>
    problems({ widgets: [changes] }).map((text) => text.replace("widgets[0].", ""));
  const placed = (changes: object): string[] => widget({ type: "text", properties: { markdown: "a" }, ...changes });
  const metric = (changes: object): string[] =>
    widget({ type: "metric", properties: { region: "eu-west-1", metrics: [ROW], ...changes } });
  const row = (...items: unknown[]): string[] => metric({ metrics: [items] });
  const alarms = (changes: object): string[] => widget({ type: "alarm", properties: { alarms: [ALARM], ...changes } });

  it("is no JSON with a list of widgets", () => {
    const long = "x".repeat(41);
    assert.deepEqual(problems(long), [`widgets "${long.slice(1)}": JSON with a list of widgets`]);
    assert.deepEqual(problems({ widgets: {} }), ["widgets {}: JSON with a list of widgets"]);
    assert.deepEqual(problems([]), ['widgets "[]": JSON with a list of widgets']);
  });

  it("has too many widgets, or an end without a start", () => {
    const text = { type: "text", properties: { markdown: "a" } };
    assert.deepEqual(problems({ widgets: Array(500).fill(text) }), []);
    assert.deepEqual(problems({ widgets: Array(501).fill(text) }), ['widgets "501 widgets": at most 500 widgets']);
    assert.deepEqual(problems({ widgets: [], end: "x" }), ["start undefined: a start, because there is an end"]);
    assert.deepEqual(problems({ widgets: [], start: "x", end: "y" }), []);
    assert.deepEqual(problems({ widgets: [], periodOverride: "inherit" }), []);
    assert.deepEqual(problems({ widgets: [], periodOverride: "auto" }), []);
    assert.deepEqual(problems({ widgets: [], periodOverride: "x" }), ['periodOverride "x": auto, inherit']);
  });

  it("is a widget without a type or properties", () => {
    const types = "alarm, chart, custom, explorer, log, metric, text";
    assert.deepEqual(problems({ widgets: ["x"] }), ['widgets[0] "x": an object']);
    assert.deepEqual(widget({ properties: {} }), [`type undefined: ${types}`]);
    assert.deepEqual(widget({ type: "x", properties: {} }), [`type "x": ${types}`]);
    assert.deepEqual(widget({ type: ["text"], properties: {} }), [`type ["text"]: ${types}`]);
    assert.deepEqual(widget({ type: "text" }), ["properties undefined: the properties of the widget"]);
    assert.deepEqual(widget({ type: "custom", properties: {} }), []);
    assert.deepEqual(widget({ type: "text", properties: { markdown: "" } }), ['properties.markdown "": a string']);
    assert.deepEqual(widget({ type: "log", properties: { query: 1, region: "r", view: "gauge" } }), [
      "properties.query 1: a string",
      'properties.view "gauge": bar, pie, table, timeSeries',
    ]);
  });

  it("is a place outside of the grid", () => {
    assert.deepEqual(placed({ x: 0, y: 0, width: 1, height: 1 }), []);
    assert.deepEqual(placed({ x: 23, y: 9_999, width: 24, height: 1_000 }), []);
    assert.deepEqual(placed({ x: 24 }), ["x 24: 0 to 23"]);
    assert.deepEqual(placed({ x: -1 }), ["x -1: 0 to 23"]);
    assert.deepEqual(placed({ y: -1 }), ["y -1: a whole number from 0"]);
    assert.deepEqual(placed({ width: 25 }), ["width 25: 1 to 24"]);
    assert.deepEqual(placed({ width: 0 }), ["width 0: 1 to 24"]);
    assert.deepEqual(placed({ width: 1.5 }), ["width 1.5: 1 to 24"]);
    assert.deepEqual(placed({ width: "6" }), ['width "6": 1 to 24']);
    assert.deepEqual(placed({ height: 1_001 }), ["height 1001: 1 to 1000"]);
  });

  it("is a list of alarms that are none, or too many", () => {
    assert.deepEqual(alarms({ sortBy: "timestamp", states: ["ALARM", "OK", "INSUFFICIENT_DATA"] }), []);
    assert.deepEqual(alarms({ sortBy: "default", states: "x" }), []);
    assert.deepEqual(alarms({ sortBy: "stateUpdatedTimestamp" }), []);
    assert.deepEqual(alarms({ sortBy: "x" }), ['properties.sortBy "x": default, stateUpdatedTimestamp, timestamp']);
    assert.deepEqual(alarms({ states: ["OK", "x"] }), ['properties.states "x": ALARM, INSUFFICIENT_DATA, OK']);
    assert.deepEqual(alarms({ alarms: [ALARM, { ref: "not known" }] }), []);
    assert.deepEqual(alarms({ alarms: Array(100).fill(ALARM) }), []);
    assert.deepEqual(alarms({ alarms: Array(101).fill(ALARM) }), [
      'properties.alarms "101 alarms": 1 to 100 ARNs of alarms',
    ]);
    assert.deepEqual(alarms({ alarms: [] }), ['properties.alarms "0 alarms": 1 to 100 ARNs of alarms']);
    assert.deepEqual(alarms({ alarms: ALARM }), [`properties.alarms "${ALARM}": 1 to 100 ARNs of alarms`]);
    for (const arn of [
      ...["errors", `x${ALARM}`, ALARM.replace("errors", ""), ALARM.replace("alarm:", "alarms:")],
      ...[ALARM.replace("123456789012", "12345678901"), ALARM.replace("123456789012", "12345678901x")],
      ...[ALARM.replace(":aws:", "::"), ALARM.replace("eu-west-1", "")],
    ]) {
      assert.deepEqual(alarms({ alarms: [arn] }), [`properties.alarms[0] "${arn}": the ARN of an alarm`]);
    }
  });

  it("is a graph without metrics, alarms or a region", () => {
    assert.deepEqual(metric({}), []);
    assert.deepEqual(metric({ region: undefined }), ["properties.region undefined: a string"]);
    assert.deepEqual(metric({ metrics: undefined, annotations: { alarms: [ALARM] } }), []);
    assert.deepEqual(metric({ metrics: undefined }), [
      "properties.metrics undefined: a list of metrics, or annotations.alarms",
    ]);
    assert.deepEqual(metric({ metrics: "x", annotations: { alarms: [ALARM] } }), [
      'properties.metrics "x": a list of metrics, or annotations.alarms',
    ]);
    assert.deepEqual(metric({ view: "x" }), ['properties.view "x": bar, gauge, pie, singleValue, table, timeSeries']);
    assert.deepEqual(metric({ metrics: Array(500).fill(ROW) }), []);
    assert.deepEqual(metric({ metrics: Array(501).fill(ROW) }), [
      'properties.metrics "501 metrics": at most 500 metrics',
    ]);
  });

  it("has too many metrics in all", () => {
    const graph = (count: number): object => ({
      type: "metric",
      properties: { region: "eu-west-1", metrics: Array(count).fill(ROW) },
    });
    const five = Array.from({ length: 5 }, () => graph(500));
    assert.deepEqual(problems({ widgets: five }), []);
    assert.deepEqual(problems({ widgets: [...five, graph(1)] }), ['widgets "2501 metrics": at most 2500 metrics']);
  });

  it("is a metric that is not written as CloudWatch reads it", () => {
    for (const items of [
      ...[ROW, [...ROW, "ApiId", "a"], ["..."], [".", "."], [...ROW, { id: "m1", visible: false, yAxis: "left" }]],
      ...[[{ expression: "m1 * 2", yAxis: "right" }]],
    ]) {
      assert.deepEqual(row(...items), [], JSON.stringify(items));
    }
    const pairs = "a namespace, a name, and pairs of a dimension and its value";
    for (const items of [["AWS/ApiGateway"], [...ROW, "ApiId"], [{ id: "m1" }], ["a", { expression: "x" }]]) {
      assert.deepEqual(row(...items), [`properties.metrics[0] ${JSON.stringify(items)}: ${pairs}`]);
    }
    for (const bad of ["x", []]) {
      assert.deepEqual(metric({ metrics: [bad] }), [
        `properties.metrics[0] ${JSON.stringify(bad)}: a namespace, a name and dimensions, or an expression`,
      ]);
    }
    const id = "an id that starts with a small letter, of letters, digits and underscores";
    assert.deepEqual(row(...ROW, { id: "M1" }), [`properties.metrics[0].id "M1": ${id}`]);
    assert.deepEqual(row(...ROW, { id: { ref: "not known" } }), []);
    assert.deepEqual(row(...ROW, { yAxis: "top" }), ['properties.metrics[0].yAxis "top": left, right']);
    assert.deepEqual(row(...ROW, { visible: "no" }), ['properties.metrics[0].visible "no": true or false']);
    const twice = [...ROW, { id: "m1" }];
    assert.deepEqual(metric({ metrics: [twice, ROW, ROW, twice] }), [
      'properties.metrics[3] "m1": an id that no other metric of the widget has',
    ]);
  });

  it("is a period that CloudWatch does not have", () => {
    for (const period of [1, 5, 10, 30, 60, 300, 86_400]) {
      assert.deepEqual(metric({ period }), [], String(period));
      assert.deepEqual(row(...ROW, { period }), [], String(period));
    }
    for (const period of [0, 2, 61, -60, "60"]) {
      const expected = `${JSON.stringify(period)}: 1, 5, 10, 30 or a multiple of 60 seconds`;
      assert.deepEqual(metric({ period }), [`properties.period ${expected}`]);
      assert.deepEqual(row(...ROW, { period }), [`properties.metrics[0].period ${expected}`]);
    }
  });

  it("is an annotation without its value", () => {
    const annotated = (annotations: unknown): string[] => metric({ annotations });
    const time = "2020-01-01T00:00:00Z";
    assert.deepEqual(annotated({ horizontal: [{ value: 1 }, [{ value: 2 }]], vertical: [{ value: time }] }), []);
    assert.deepEqual(annotated({ horizontal: "x", vertical: "x" }), []);
    assert.deepEqual(annotated("x"), ['properties.annotations "x": an object']);
    assert.deepEqual(annotated({ horizontal: [{ value: 1 }, { value: "1" }] }), [
      'properties.annotations.horizontal[1].value "1": a number',
    ]);
    assert.deepEqual(annotated({ horizontal: ["not known"] }), []);
    for (const value of ["soon", 5]) {
      assert.deepEqual(annotated({ vertical: [{ value }] }), [
        `properties.annotations.vertical[0].value ${JSON.stringify(value)}: a time in ISO 8601`,
      ]);
    }
    assert.deepEqual(annotated({ vertical: ["x"] }), [
      "properties.annotations.vertical[0].value undefined: a time in ISO 8601",
    ]);
  });
});
