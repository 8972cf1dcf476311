import assert from "node:assert/strict";
import type { MetricsOf } from "../../../aws/metrics";
import { restAccessLogFormat } from "../../../components";
import { queriesOf } from "../../../components/monitoring/queries";
import { queryFields, queryProblems } from "../../support/cloudwatch/logs-insights";
import { deploy } from "../../support/deploy";
import { EVERY_MONITORING } from "./every-monitoring";

const QUERY = "cloudwatch/queryDefinition:QueryDefinition";
const KINDS: readonly MetricsOf[] = ["HTTP", "REST", "WEBSOCKET"];

describe("the saved queries", () => {
  for (const kind of KINDS) {
    it(`follow the syntax of Logs Insights, and read fields of the access log of ${kind} APIs`, async () => {
      const { resources } = await deploy(EVERY_MONITORING[kind]);
      const stage = resources.find(({ type }) => type.endsWith(":Stage"))?.inputs;
      const { format } = stage?.accessLogSettings as { format: string };
      const logged = [...Object.keys(JSON.parse(format) as object), "@timestamp", "@message", "@log", "@requestId"];
      for (const { title, text } of queriesOf(kind)) {
        assert.deepEqual(queryProblems(text), [], title);
        assert.deepEqual(
          queryFields(text).filter((field) => !logged.includes(field)),
          [],
          title,
        );
      }
    });
  }

  it("are saved over the log that answers them, in a folder of the monitoring", async () => {
    const { inputsOf, namesOf } = await deploy(EVERY_MONITORING.REST);
    assert.deepEqual(
      namesOf(QUERY).map((name) => name.replace("orders-", "")),
      [
        "authorizer-failures",
        "callers",
        "canary-against-base",
        "client-errors",
        "errors-by-minute",
        "errors-by-route",
        "errors-of-functions",
        "latency-by-route",
        "one-request",
        "slow-authorizers",
        "slow-requests",
        "throttled-requests",
      ],
    );
    assert.deepEqual(inputsOf(QUERY, "orders-throttled-requests"), {
      name: "shop/dev/orders/throttled requests",
      queryString:
        "filter status = 429 | stats count(*) as throttled by resourcePath, apiKeyId, ip | sort throttled desc",
      logGroupNames: ["/aws/vendedlogs/apis/shop/dev/orders/rest/live"],
    });
    assert.deepEqual(inputsOf(QUERY, "orders-errors-of-functions").logGroupNames, ["/aws/lambda/orders"]);
  });

  it("read times and the canary, which the standard format has", () => {
    const format = JSON.parse(restAccessLogFormat()) as Record<string, string>;
    assert.deepEqual(
      [format.authorizerLatency, format.canary],
      ["$context.authorizer.latency", "$context.isCanaryRequest"],
    );
  });
});

describe("the check of queries", () => {
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-examples.html */
  const samples = [
    "fields @timestamp, @message | sort @timestamp desc | limit 20",
    "filter @message like /Exception/ | stats count(*) as exceptionCount by bin(1h) | sort exceptionCount desc",
    'filter @type = "REPORT" | stats avg(@duration), max(@duration), min(@duration) by bin(5m)',
    "stats pct(@duration, 95) by bin(5m)",
    "fields @timestamp, status, ip, path, httpMethod | filter status>=400 and status<=499 | sort @timestamp desc | limit 10",
    "fields @timestamp, status, ip, path, httpMethod, responseLatency | sort responseLatency desc | limit 10",
    "filter ispresent(@entity.KeyAttributes.Name) | stats count(*) by @entity.KeyAttributes.Name",
  ];
  for (const sample of samples) {
    it(`accepts AWS's own sample: ${sample}`, () => {
      assert.deepEqual(queryProblems(sample), []);
    });
  }

  const wrong: [query: string, problem: RegExp][] = [
    ["select * from logs", /no command select/],
    ["stats median(@duration)", /no function median in stats/],
    ["filter count(*) > 1", /no function count in filter/],
    ["stats count(*) by bin(5m", /brackets/],
    ["filter status", /without a comparison/],
    ["limit 20000", /1 to 10,000/],
    ["sort by status", /sort/],
    ["fields a ? b", /not understood/],
  ];
  for (const [query, problem] of wrong) {
    it(`refuses ${query}`, () => {
      assert.match(queryProblems(query).join(), problem);
    });
  }
});
