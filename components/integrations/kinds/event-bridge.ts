import * as pulumi from "@pulumi/pulumi";
import { defined } from "../../../language/defined";
import type { ApiProtocol } from "../../shared/api-protocol";
import type { Problems } from "../../shared/problems";
import { type ArnForm, type ArnInput, arnTarget } from "../arn-target";
import { jsonString, jsonTarget } from "../json-template";
import {
  HTTP_SERVICE_FIELDS,
  type HttpServiceFields,
  REST_SERVICE_FIELDS,
  type RestServiceFields,
  SERVICE_FIELDS,
  type ServiceFields,
} from "../service-fields";
import { type ServiceCall, serviceKind } from "../service-kind";

/** An integration with an event bus. */
export interface EventBridgeIntegration extends ServiceFields<"eventBridge">, HttpServiceFields, RestServiceFields {
  /**
   * The source of the event: static, or on an HTTP API read from the request.
   * @example "shop.orders"
   */
  source: pulumi.Input<string>;
  /**
   * The type of the event: static, or on an HTTP API read from the request.
   * @example "OrderPlaced"
   */
  detailType: pulumi.Input<string>;
}

/** The options of an integration with an event bus. */
export type EventBridgeOptions = Omit<EventBridgeIntegration, "kind" | "targetArn" | "targetName">;

/**
 * Puts each request on an event bus as an event, without a Lambda function (AWS_PROXY, EventBridge-PutEvents; AWS on REST APIs).
 *
 * @param bus the event bus, a reference with its ARN, or its ARN
 * @example
 * ```ts
 * const bus = new aws.cloudwatch.EventBus("shop");
 * const placed = eventBridge(bus, { source: "shop.orders", detailType: "OrderPlaced" });
 * new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "POST /orders": placed } });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function eventBridge(bus: ArnInput, options: EventBridgeOptions): EventBridgeIntegration {
  return { kind: "eventBridge", ...arnTarget(bus), ...options };
}

const BUS: ArnForm = {
  service: "events",
  resource: /^event-bus\/.+$/,
  what: "an event bus",
  pass: "the event bus itself",
};

const FIX = "use eventBridge(bus, { source, detailType })";

export const eventBridgeKind = serviceKind<EventBridgeIntegration>({
  fields: {
    ...SERVICE_FIELDS(BUS),
    ...HTTP_SERVICE_FIELDS,
    ...REST_SERVICE_FIELDS,
    source: {},
    detailType: {},
  },
  target: BUS,
  actions: {
    PutEvents: {
      iamAction: "events:PutEvents",
      http: {
        subtype: "EventBridge-PutEvents",
        required: ["Detail", "DetailType", "Source"],
        optional: ["Time", "EventBusName", "Resources", "Region", "TraceHeader"],
        defaults: ({ targetArn, source, detailType }) =>
          defined({ Detail: "$request.body", DetailType: detailType, Source: source, EventBusName: targetArn }),
      },
      rest: putEvents,
    },
  },
  check: checkEvent,
  example: {
    kind: "eventBridge",
    targetArn: "arn:aws:events:eu-west-1:123456789012:event-bus/shop",
    source: "shop",
    detailType: "OrderPlaced",
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
function putEvents({ targetArn, source, detailType }: EventBridgeIntegration): ServiceCall {
  const entry = pulumi.all([source, detailType, targetArn]).apply(([Source, DetailType, EventBusName]) => {
    const fields = JSON.stringify({ Source, DetailType, EventBusName });
    return `{"Entries":[${fields.slice(0, -1)},"Detail":${jsonString("$input.json('$')")}}]}`;
  });
  return { service: "events", action: "PutEvents", ...jsonTarget("AWSEvents.PutEvents", "1.1", entry) };
}

function checkEvent(problems: Problems, spec: Partial<EventBridgeIntegration>, api: ApiProtocol): void {
  for (const name of api === "REST" ? (["source", "detailType"] as const) : []) {
    problems.unless(spec[name] !== undefined, name, { expected: "a string", fix: FIX });
    problems.known<string>(name, spec[name], (received) =>
      received.startsWith("$")
        ? {
            received,
            expected: "a static text on a REST API",
            fix: "write requestTemplates to read it from the request",
          }
        : undefined,
    );
  }
}
