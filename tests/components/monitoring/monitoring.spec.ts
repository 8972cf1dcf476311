import assert from "node:assert/strict";
import { violations } from "../../../aws/constraints";
import { apisWithMetric, type MetricsOf } from "../../../aws/metrics";
import { HttpApi, lambda, Monitoring, type MonitoringArgs, none, RestApi, WebSocketApi } from "../../../components";
import { deploy, type Deployed } from "../../support/deploy";
import { refused } from "../../support/refused";

const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");
const defaultAuthorizer = none("a test");
const ALARM = "cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "cloudwatch/compositeAlarm:CompositeAlarm";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:on-call";

const APIS: Readonly<Record<MetricsOf, () => HttpApi | RestApi | WebSocketApi>> = {
  HTTP: () => new HttpApi("orders", { defaultAuthorizer, routes: { "GET /orders": target } }),
  REST: () => new RestApi("orders", { defaultAuthorizer, routes: { "GET /orders": target } }),
  WEBSOCKET: () =>
    new WebSocketApi("orders", { authorizer: defaultAuthorizer, routes: { say: { integration: target } } }),
};
const EVERYTHING: Omit<MonitoringArgs, "api"> = {
  objectives: { availability: 99.9, latency: { p99: 800 } },
  notify: TOPIC,
  functions: { orders: { name: "orders", timeout: 10 } },
  certificates: { api: "arn:aws:acm:eu-west-1:123456789012:certificate/a" },
  targetGroups: {
    tasks: {
      loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/0123456789abcdef",
      targetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/tasks/0123456789abcdef",
    },
  },
};

function monitored(kind: MetricsOf, args: Omit<MonitoringArgs, "api"> = EVERYTHING): Promise<Deployed<Monitoring>> {
  return deploy(() => new Monitoring("orders", { api: APIS[kind](), ...args }));
}

/** An alarm as its metrics, with the statistics, and the expression. */
function read(inputs: Record<string, unknown>): string[] {
  const queries = inputs.metricQueries as {
    expression?: string;
    metric?: { metricName: string; stat: string; period: number; dimensions: Record<string, string> };
  }[];
  return queries.map(({ expression, metric }) =>
    metric === undefined
      ? String(expression)
      : `${metric.stat} ${metric.metricName} ${Object.values(metric.dimensions).join(" ")} ${String(metric.period)}`,
  );
}

function problemOf(args: MonitoringArgs): Promise<string | undefined> {
  return deploy(() => refused(() => new Monitoring("orders", args))[1]).then(({ value }) => value?.trim());
}

describe("Monitoring", () => {
  it("reads an HTTP API by ApiId and 5xx", async () => {
    const { inputsOf } = await monitored("HTTP");
    const { metricQueries, alarmDescription, ...rest } = inputsOf(ALARM, "orders-availability-14.4x-1h");
    assert.deepEqual(rest, {
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      datapointsToAlarm: 1,
      evaluationPeriods: 1,
      threshold: 0.0144,
      treatMissingData: "notBreaching",
    });
    assert.match(String(alarmDescription), /99\.9 % availability is used at 14\.4 times the rate that lasts 30 days/);
    assert.deepEqual(metricQueries, [
      {
        id: "errors",
        metric: {
          dimensions: { ApiId: "orders-id", Stage: "$default" },
          metricName: "5xx",
          namespace: "AWS/ApiGateway",
          period: 3600,
          stat: "Sum",
        },
        returnData: false,
      },
      {
        id: "requests",
        metric: {
          dimensions: { ApiId: "orders-id", Stage: "$default" },
          metricName: "Count",
          namespace: "AWS/ApiGateway",
          period: 3600,
          stat: "SampleCount",
        },
        returnData: false,
      },
      { id: "value", expression: "IF(errors >= 10, errors / requests, 0)", label: "value", returnData: true },
    ]);
  });

  it("reads a REST API by ApiName and 5XXError", async () => {
    const { inputsOf } = await monitored("REST");
    assert.deepEqual(read(inputsOf(ALARM, "orders-availability-14.4x-5m")), [
      "Sum 5XXError orders live 300",
      "SampleCount Count orders live 300",
      "errors / requests",
    ]);
    assert.deepEqual(read(inputsOf(ALARM, "orders-latency-p99-50x-3m")), [
      "SampleCount Count orders live 60",
      "PR(:800) Latency orders live 60",
      "IF(requests * (1 - fast / 100) >= 4, (1 - fast / 100), 0)",
    ]);
  });

  it("reads a WebSocket API by its connects, messages and both kinds of error", async () => {
    const { inputsOf } = await monitored("WEBSOCKET");
    assert.deepEqual(read(inputsOf(ALARM, "orders-availability-6x-30m")), [
      "Sum IntegrationError orders-id live 1800",
      "Sum ExecutionError orders-id live 1800",
      "Sum MessageCount orders-id live 1800",
      "Sum ConnectCount orders-id live 1800",
      "(FILL(errors1, 0) + FILL(errors2, 0)) / (FILL(requests1, 0) + FILL(requests2, 0))",
    ]);
  });

  for (const kind of ["HTTP", "REST", "WEBSOCKET"] as const) {
    it(`has only metrics that ${kind} APIs have, and alarms that AWS accepts`, async () => {
      const { resources } = await monitored(kind);
      for (const { type, name, inputs } of resources) {
        assert.deepEqual(violations(type, inputs, { logicalName: name }), [], name);
        const queries = (inputs.metricQueries ?? []) as { metric?: Record<string, unknown> }[];
        for (const { metric } of queries.filter((query) => query.metric?.namespace === "AWS/ApiGateway")) {
          const found = apisWithMetric(String(metric?.metricName), Object.keys(metric?.dimensions ?? {}));
          assert.ok(found.includes(kind), `${name}: ${JSON.stringify(metric)}`);
        }
        assert.ok(JSON.stringify(inputs.alarmDescription ?? "").length <= 1024);
      }
    });
  }

  it("has one alarm a page and one a ticket, with the pairs of windows and a runbook", async () => {
    const { inputsOf, namesOf } = await monitored("HTTP");
    const { alarmActions, alarmDescription, alarmName, alarmRule, okActions } = inputsOf(COMPOSITE, "orders-page");
    assert.deepEqual([alarmName, alarmActions, okActions], ["shop-dev-orders-page", [TOPIC], [TOPIC]]);
    assert.match(
      String(alarmRule),
      /^ALARM\("orders-availability-50x-3m-1234567"\) OR \(ALARM\("orders-availability-14\.4x-1h-1234567"\) AND ALARM\("orders-availability-14\.4x-5m-1234567"\)\) OR /,
    );
    assert.match(String(alarmDescription), /filter status >= 500 \| stats count\(\*\) as failed by routeKey/);
    assert.match(String(alarmDescription), /gatewright doctor --url/);
    assert.deepEqual(namesOf(COMPOSITE), ["orders-page", "orders-ticket"]);
    assert.deepEqual(namesOf("sns/topic:Topic"), []);
  });

  it("counts 429s and authorizer failures in the access log", async () => {
    const { inputsOf } = await monitored("HTTP");
    assert.deepEqual(inputsOf("cloudwatch/logMetricFilter:LogMetricFilter", "orders-throttled"), {
      logGroupName: "/aws/vendedlogs/apis/shop/dev/orders/default",
      metricTransformation: {
        defaultValue: "0",
        name: "shop/dev/orders/throttled",
        namespace: "Gatewright",
        value: "1",
      },
      pattern: '{ $.status = "429" }',
    });
  });

  it("makes an encrypted topic for this account's alarms unless it is given one", async () => {
    const { inputsOf, value } = await monitored("HTTP", {});
    const policy = JSON.parse(String(inputsOf("sns/topicPolicy:TopicPolicy").policy)) as { Statement: unknown[] };
    assert.deepEqual(policy.Statement, [
      {
        Sid: "PublishAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: "arn:aws:sns:eu-west-1:123456789012:orders-notifications",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:*" },
        },
      },
    ]);
    assert.match(String(inputsOf("kms/key:Key").policy), /"Service":"cloudwatch\.amazonaws\.com"/);
    assert.ok(value.resources.topic !== undefined);
  });

  it("notifies others of pages than of tickets", async () => {
    const { inputsOf } = await monitored("HTTP", { notify: { page: [TOPIC] } });
    assert.deepEqual(inputsOf(COMPOSITE, "orders-page").alarmActions, [TOPIC]);
    assert.deepEqual(inputsOf(COMPOSITE, "orders-ticket").alarmActions, []);
  });

  it("has the fast pages alone for development, and nothing for none", async () => {
    const few = await monitored("HTTP", { ...EVERYTHING, alarms: "few" });
    assert.deepEqual(few.namesOf(ALARM), [
      "orders-availability-14.4x-1h",
      "orders-availability-14.4x-5m",
      "orders-availability-50x-3m",
      "orders-certificate-api-30d",
      "orders-certificate-api-7d",
    ]);
    const none = await monitored("HTTP", { alarms: "none" });
    assert.deepEqual([none.namesOf(ALARM), none.namesOf("sns/topic:Topic"), none.namesOf(COMPOSITE)], [[], [], []]);
  });

  it("leaves out the rates that an objective can't reach", async () => {
    const { namesOf } = await monitored("HTTP", { objectives: { availability: 90 } });
    assert.deepEqual(
      namesOf(ALARM).filter((name) => name.includes("availability") && name.includes("h")),
      ["orders-availability-1x-6h", "orders-availability-3x-6h", "orders-availability-6x-6h"],
    );
  });

  it("has an alarm of each route where the stage has detailed metrics", async () => {
    const routes = { "GET /orders/{id}": target, "POST /orders": target, $default: target };
    const { inputsOf, namesOf } = await deploy(() => {
      const api = new HttpApi("orders", { defaultAuthorizer, detailedMetrics: true, routes });
      return new Monitoring("orders", { api });
    });
    const names = namesOf(ALARM).filter((name) => name.includes("route"));
    assert.match(names.join(), /^orders-route-GET-orders-id-[0-9a-f]{8},orders-route-POST-orders-[0-9a-f]{8}$/);
    const queries = inputsOf(ALARM, names[0]).metricQueries as {
      metric: { dimensions: unknown };
    }[];
    assert.deepEqual(queries[0]?.metric.dimensions, {
      ApiId: "orders-id",
      Stage: "$default",
      Method: "GET",
      Resource: "/orders/{id}",
    });
  });

  it("takes an API that was made elsewhere", async () => {
    const { inputsOf } = await deploy(
      () => new Monitoring("orders", { api: { kind: "REST", apiName: "orders-ü", stage: "live" }, notify: TOPIC }),
    );
    const [errors] = read(inputsOf(ALARM, "orders-availability-50x-3m"));
    assert.equal(errors, "Sum 5XXError orders- live 60");
  });

  const http = { kind: "HTTP", apiId: "a1b2c3d4e5", stage: "live" } as const;
  /** Arguments of programs that are not type-checked. */
  const untyped = (
    [
      ["a number as a route", { routes: [5] }, /^- routes: got 5, expected the key of a route/],
      ["a number as a receiver", { notify: 5 }, /^- notify: got 5, expected the ARN of an action/],
      ["a list of numbers as receivers", { notify: [5] }, /^- notify: got 5, expected the ARN of an action/],
      [
        "a text as a percentage",
        { objectives: { availability: "99" } },
        /availability: got "99", expected a percentage/,
      ],
      [
        "a text for true",
        { dashboard: "yes" },
        /^- dashboard: got "yes", expected true or false\. Fix: write it without/,
      ],
      ["a text as tags", { tags: "x" }, /^- tags: got "x", expected an object/],
      ["a number as a tag", { tags: { a: 5 } }, /^- tags\["a"\]: got 5, expected a string/],
      ["a number as a stage", { stage: 5 }, /^- stage: got 5, expected a string/],
      ["a number as a queue", { deadLetterQueues: { a: 5 } }, /deadLetterQueues\["a"\]: got 5, expected the name of a/],
      [
        "an ARN as a queue",
        { deadLetterQueues: { a: "arn:aws:sqs:x" } },
        /got "arn:aws:sqs:x", expected the name of a/,
      ],
      [
        "a text as a function",
        { functions: { a: "orders" } },
        /functions\["a"\]: got "orders", expected an aws.lambda/,
      ],
      [
        "an hour's timeout",
        { functions: { a: { name: "a", timeout: 3600 } } },
        /timeout: got 3600, expected whole seconds/,
      ],
      [
        "a name as a certificate",
        { certificates: { a: "b.com" } },
        /certificates\["a"\]: got "b.com", expected the ARN/,
      ],
      [
        "a name as a target group",
        { targetGroups: { a: { loadBalancerArn: "web", targetGroupArn: "arn:aws:elasticloadbalancing:a" } } },
        /loadBalancerArn: got "web", expected the ARN of an application or network/,
      ],
      [
        "an ARN as a log group",
        { accessLogGroupName: "arn:aws:logs:x:y:z" },
        /accessLogGroupName: got "arn:.*, expected/,
      ],
      [
        "an API without its stage",
        { api: { kind: "HTTP", apiId: "a" } },
        /^- api\.stage: expected the name of the API's/,
      ],
      [
        "a label that is no text",
        { deployments: [{ at: "2026-01-01", label: 5 }] },
        /deployments\[0\]\.label: got 5, exp/,
      ],
      ["a text as a rate", { clientErrorRate: "20" }, /^- clientErrorRate: got "20", expected a percentage/],
    ] as [string, object, RegExp][]
  ).map(([title, args, problem]): [string, MonitoringArgs, RegExp] => [title, { api: http, ...args }, problem]);
  const problems: [title: string, args: MonitoringArgs, problem: RegExp][] = [
    ["a REST API by its id", { api: { ...http, kind: "REST" } }, /^- api\.apiName: expected the name of the REST API/],
    ["an API that says nothing of its kind", { api: { id: "a1b2c3d4e5" } }, /^- api: expected an HttpApi, a RestApi/],
    ["100 %", { api: http, objectives: { availability: 100 } }, /^- objectives\.availability: got 100, expected/],
    ["no time", { api: http, objectives: { latency: { p99: 0 } } }, /^- objectives\.latency\.p99: got 0, expected/],
    ["no ARN", { api: http, notify: "on-call" }, /^- notify: got "on-call", expected the ARN of an action/],
    [
      "six actions",
      { api: http, notify: Array.from({ length: 6 }, () => TOPIC) },
      /^- notify: got 6, expected at most 5/,
    ],
    ["half a failure", { api: http, minimumFailures: 0.5 }, /^- minimumFailures: got 0\.5, expected a whole number/],
    [
      "routes that are no list",
      { api: http, routes: { "GET /orders": {} } as unknown as string[] },
      /^- routes: got \{"GET \/orders":\{\}\}, expected a list. Fix: put it in brackets: \[\.\.\.\]/,
    ],
    ...untyped,
    [
      "deployments that are no objects",
      { api: http, deployments: [5] as unknown as [] },
      /^- deployments\[0\]: got 5, expected an object with /,
    ],
    ["a route without a path", { api: http, routes: ["$default"] }, /^- routes: got "\$default", expected the key/],
    [
      "more routes than a composite alarm takes",
      { api: http, routes: Array.from({ length: 100 }, (_item, index) => `GET /${String(index)}`) },
      /^- alarms of a ticket: got 1\d\d, expected at most 100, .* Fix: list the routes that matter in routes, or make a second/,
    ],
  ];
  for (const [title, args, problem] of problems) {
    it(`refuses ${title}`, async () => {
      assert.match((await problemOf(args)) ?? "", problem);
    });
  }

  it("refuses routes of a stage without detailed metrics", async () => {
    const { value } = await deploy(() => {
      const api = new HttpApi("orders", { defaultAuthorizer, routes: { "GET /orders": target } });
      return refused(() => new Monitoring("watch", { api, routes: ["GET /orders"] }));
    });
    assert.match(value[1] ?? "", /routes: got \["GET \/orders"\], expected a stage with detailed metrics/);
  });
});
