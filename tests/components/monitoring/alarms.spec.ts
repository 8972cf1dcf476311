import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { violations } from "../../../aws/constraints";
import { apisWithMetric } from "../../../aws/metrics";
import { alarmLines } from "../../support/cloudwatch/alarm-lines";
import { deploy, type Deployed } from "../../support/deploy";
import { EVERY_MONITORING } from "./every-monitoring";

const FILTER = "cloudwatch/logMetricFilter:LogMetricFilter";

/** Each line of `alarms/<kind>.txt` is an alarm: the statistics that it reads, the comparison, the periods, and missing data. */
for (const kind of ["HTTP", "REST", "WEBSOCKET"] as const) {
  describe(`every alarm of ${kind} APIs`, () => {
    let deployed: Deployed<unknown>;

    before(async () => {
      deployed = await deploy(EVERY_MONITORING[kind]);
    });

    it("is exactly as expected", () => {
      const expected = readFileSync(join(__dirname, `alarms/${kind}.txt`), "utf8");
      assert.equal(`${alarmLines(deployed.resources, "orders-").join("\n")}\n`, expected);
    });

    it("reads metrics that this kind of API has, and is accepted by AWS", () => {
      for (const { type, name, inputs } of deployed.resources) {
        assert.deepEqual(violations(type, inputs, { logicalName: name }), [], name);
        const queries = (inputs.metricQueries ?? []) as { metric?: Record<string, unknown> }[];
        for (const { metric } of queries.filter((query) => query.metric?.namespace === "AWS/ApiGateway")) {
          const found = apisWithMetric(String(metric?.metricName), Object.keys(metric?.dimensions ?? {}));
          assert.ok(found.includes(kind), `${name}: ${JSON.stringify(metric)}`);
        }
      }
    });

    it("reads filters over the access log that are made", () => {
      const counted = deployed.resources
        .filter(({ type }) => type === `aws:${FILTER}`)
        .map(({ inputs }) => (inputs.metricTransformation as { name: string }).name);
      const text = JSON.stringify(deployed.resources.filter(({ type }) => type.endsWith(":MetricAlarm")));
      const read = [...text.matchAll(/"metricName":"(shop\/dev\/orders\/[^"]+)"/g)].map(([, name = ""]) => name);
      assert.deepEqual([...new Set(read)].sort(), counted.sort());
      assert.ok(counted.length >= 4);
    });

    it("is a child of the page or the ticket, once", () => {
      const rules = ["orders-page", "orders-ticket"].map((name) =>
        String(deployed.inputsOf("cloudwatch/compositeAlarm:CompositeAlarm", name).alarmRule),
      );
      const children = [...rules.join(" ").matchAll(/ALARM\("([^"]+)-1234567"\)/g)].map(([, name = ""]) => name);
      assert.deepEqual(children.sort(), deployed.namesOf("cloudwatch/metricAlarm:MetricAlarm"));
    });

    it("says what it means, and names its saved query where there is one", () => {
      const saved = deployed.resources
        .filter(({ type }) => type.endsWith(":QueryDefinition"))
        .map(({ inputs }) => String(inputs.name));
      for (const { name, inputs } of deployed.resources.filter(({ type }) => type.endsWith(":MetricAlarm"))) {
        const description = String(inputs.alarmDescription);
        const query = /^Saved query of Logs Insights: (.+)$/m.exec(description)?.[1];
        assert.ok(description.length > 20 && description.length <= 1024, name);
        assert.ok(query === undefined || saved.includes(query), `${name}: ${query ?? ""}`);
      }
    });
  });
}

describe("the filters of a REST API's access log", () => {
  it("count a consumer, its throttled requests and its failures, and extract times", async () => {
    const { inputsOf } = await deploy(EVERY_MONITORING.REST);
    const patternOf = (label: string): unknown => inputsOf(FILTER, `orders-${label}`).pattern;
    assert.deepEqual(
      ["admitted", "throttled", "failed"].map((what) => patternOf(`consumer-acme-${what}`)),
      [
        '{ $.apiKeyId = "key1" && $.status = "*" && $.status != "429" }',
        '{ $.apiKeyId = "key1" && $.status = "429" }',
        '{ $.apiKeyId = "key1" && $.status = "5*" }',
      ],
    );
    assert.equal(patternOf("canary-errors"), '{ $.canary = "true" && $.status = "5*" }');
    assert.deepEqual(inputsOf(FILTER, "orders-authorizer-latency"), {
      logGroupName: "/aws/vendedlogs/apis/shop/dev/orders/rest/live",
      metricTransformation: {
        name: "shop/dev/orders/authorizer-latency",
        namespace: "Gatewright",
        unit: "Milliseconds",
        value: "$.authorizerLatency",
      },
      pattern: '{ $.authorizerLatency = "*" && $.authorizerLatency != "-" }',
    });
  });
});
