import { eventBridge } from "../../../../components";
import { describeKind } from "../describe-kind";
import { BODY, ESCAPED_BODY, FIRST_CLASS_INPUTS, REFUSALS, ROLE } from "../kind-parts";

const BUS = "arn:aws:events:eu-west-1:123456789012:event-bus/shop";

describeKind("eventBridge", {
  spec: () => eventBridge(BUS, { source: "shop.web", detailType: "ThingMade" }),
  unknown: (arn) => eventBridge(arn, { source: "shop.web", detailType: "ThingMade" }),
  empty: [
    "integration.targetArn: pass the event bus itself",
    'integration.parameters.DetailType: read it from the request: "$request.body.x"',
    'integration.parameters.Source: read it from the request: "$request.body.x"',
  ],
  http: {
    ...FIRST_CLASS_INPUTS,
    credentialsArn: ROLE("shop-d4539858"),
    integrationSubtype: "EventBridge-PutEvents",
    requestParameters: { Detail: "$request.body", DetailType: "ThingMade", Source: "shop.web", EventBusName: BUS },
  },
  rest: {
    type: "aws",
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:events:action/PutEvents",
    credentials: ROLE("shop-d4539858"),
    passthroughBehavior: "never",
    timeoutInMillis: 29000,
    requestParameters: {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
      "integration.request.header.X-Amz-Target": "'AWSEvents.PutEvents'",
    },
    requestTemplates: {
      "application/json": `{"Entries":[{"Source":"shop.web","DetailType":"ThingMade","EventBusName":"${BUS}","Detail":${ESCAPED_BODY}}]}`,
    },
    responses: { default: { statusCode: "200" }, ...REFUSALS },
  },
  policy: [{ Effect: "Allow", Action: "events:PutEvents", Resource: BUS }],
  roles: [[eventBridge(BUS, { source: "shop", detailType: "Made" }), ["events:PutEvents", BUS]]],
  answers: {
    HTTP: {
      status: 200,
      body: /^\{"FailedEntryCount":0,"Entries":\[\{"EventId":"[0-9a-f-]{36}"\}\]\}$/,
      inbox: {
        service: "events",
        operation: "PutEvents",
        target: "event-bus/shop",
        parameters: { Detail: BODY, DetailType: "ThingMade", Source: "shop.web", EventBusName: BUS },
      },
    },
    REST: {
      status: 200,
      body: /^\{"FailedEntryCount":0,"Entries":\[\{"EventId":"[0-9a-f-]{36}"\}\]\}$/,
      inbox: {
        service: "events",
        operation: "PutEvents",
        target: "event-bus/shop",
        parameters: {
          Entries: [{ Source: "shop.web", DetailType: "ThingMade", EventBusName: BUS, Detail: BODY }],
        },
      },
    },
  },
});
