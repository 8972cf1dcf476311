import { eventBridge, HttpApi, none } from "gatewright";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

const bus = new cloudwatch.EventBus("webhooks", { name: "webhooks" });
const everything = new cloudwatch.LogGroup("webhooks", { name: "/aws/events/webhooks", retentionInDays: 14 });
const rule = new cloudwatch.EventRule("webhooks", {
  eventBusName: bus.name,
  eventPattern: JSON.stringify({ source: [{ prefix: "webhook." }] }),
});
new cloudwatch.LogResourcePolicy("webhooks", {
  policyName: "webhooks",
  policyDocument: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${everything.arn}:*`,
      },
    ],
  }),
});
new cloudwatch.EventTarget("webhooks", { eventBusName: bus.name, rule: rule.name, arn: everything.arn });

const api = new HttpApi("webhooks", {
  // Who sent it is in the signature, which the event's consumers check.
  defaultAuthorizer: none("a webhook is signed by its sender"),
  throttle: { rateLimit: 50, burstLimit: 100 },
  routes: {
    "POST /shop/{event}": eventBridge(bus, { source: "webhook.shop", detailType: "$request.path.event" }),
    "POST /payments": eventBridge(bus, { source: "webhook.payments", detailType: "$request.header.x-event-type" }),
  },
});

/** The URL where senders post their webhooks. */
export const url = api.url;
