import assert from "node:assert/strict";
import type { Gateway } from "../../gateway/server";
import { evaluateExample, type Example, rolePolicy } from "./example";

describe("examples/eventbridge-webhook", () => {
  let example: Example;
  let gateway: Gateway;

  before(async () => {
    example = await evaluateExample("eventbridge-webhook", "dev");
    gateway = await example.serve();
  });
  after(() => gateway?.close());

  it("lets API Gateway put events on this bus, and nothing else", () => {
    const bus = example.node("cloudwatch/eventBus:EventBus", "webhooks").outputs.arn;
    assert.deepEqual(rolePolicy(example, "webhooks-webhooks-2040423a-role"), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "events:PutEvents", Resource: bus }],
    });
  });

  const events: [path: string, headers: Record<string, string>, source: string, type: string][] = [
    ["/shop/order-placed", {}, "webhook.shop", "order-placed"],
    ["/payments", { "x-event-type": "refund" }, "webhook.payments", "refund"],
  ];
  for (const [path, headers, source, type] of events) {
    it(`makes an event of ${path}`, async () => {
      const response = await fetch(gateway.url + path, { method: "POST", headers, body: '{"id":7}' });
      assert.equal(response.status, 200);
      assert.equal(((await response.json()) as { FailedEntryCount: number }).FailedEntryCount, 0);
      const { Detail, DetailType, Source } = gateway.inbox.at(-1)?.parameters ?? {};
      assert.deepEqual({ Detail, DetailType, Source }, { Detail: '{"id":7}', DetailType: type, Source: source });
    });
  }

  // as recorded: localstack tests/aws/services/events/test_events.snapshot.json, test_put_event_without_detail_type
  it("is an event that EventBridge refuses without the header that names it, in an answer of 200", async () => {
    const response = await fetch(`${gateway.url}/payments`, { method: "POST", body: '{"id":7}' });
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      FailedEntryCount: 1,
      Entries: [
        {
          ErrorCode: "InvalidArgument",
          ErrorMessage: "Parameter DetailType is not valid. Reason: DetailType is a required argument.",
        },
      ],
    });
  });
});
