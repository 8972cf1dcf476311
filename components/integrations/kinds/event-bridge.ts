import * as pulumi from "@pulumi/pulumi";
import { validateKnown, type Problem } from "../../shared/problems";
import { type ArnInput, arnTarget } from "../arn-target";
import type { IntegrationSpec } from "../integration-spec";
import { jsonString, jsonTarget } from "../json-template";
import { type RestServiceCall, serviceKind, type ServiceOptions } from "../service-kind";

/** What a spec of kind `eventBridge` has. */
export interface EventFields {
  /** Who the event is from: static, or on an HTTP API read from the request. */
  source?: pulumi.Input<string>;
  /** What kind of event it is: static, or on an HTTP API read from the request. */
  detailType?: pulumi.Input<string>;
}

export interface EventBridgeOptions extends ServiceOptions, EventFields {
  source: pulumi.Input<string>;
  detailType: pulumi.Input<string>;
  /** Further parameters on an HTTP API, by AWS's names. @default the bus, and the whole body as Detail */
  parameters?: Record<string, pulumi.Input<string>>;
}

/**
 * Puts each request on an event bus as an event, without a function between (AWS_PROXY, EventBridge-PutEvents; AWS on REST APIs).
 *
 * @param bus the event bus, a reference with its ARN, or its ARN
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function eventBridge(bus: ArnInput, { parameters, ...options }: EventBridgeOptions): IntegrationSpec {
  return { kind: "eventBridge", ...arnTarget(bus), serviceParameters: parameters, ...options };
}

export const eventBridgeKind = serviceKind({
  target: { service: "events", resource: /^event-bus\/.+$/, what: "an event bus", pass: "the event bus itself" },
  actions: {
    PutEvents: {
      iamAction: "events:PutEvents",
      http: {
        subtype: "EventBridge-PutEvents",
        required: ["Detail", "DetailType", "Source"],
        optional: ["Time", "EventBusName", "Resources", "Region", "TraceHeader"],
        defaults: ({ targetArn = "", source, detailType }) => ({
          Detail: "$request.body",
          ...(detailType === undefined ? {} : { DetailType: detailType }),
          ...(source === undefined ? {} : { Source: source }),
          EventBusName: targetArn,
        }),
      },
      rest: putEvents,
    },
  },
  problems: eventProblems,
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
function putEvents({ targetArn = "", source = "", detailType = "" }: IntegrationSpec): RestServiceCall {
  const entry = pulumi.all([source, detailType, targetArn]).apply(([Source, DetailType, EventBusName]) => {
    const fields = JSON.stringify({ Source, DetailType, EventBusName });
    return `{"Entries":[${fields.slice(0, -1)},"Detail":${jsonString("$input.json('$')")}}]}`;
  });
  return { service: "events", action: "PutEvents", ...jsonTarget("AWSEvents.PutEvents", "1.1", entry) };
}

function eventProblems(spec: IntegrationSpec, argument: string, api: string): Problem[] {
  const fields = [
    ["source", spec.source],
    ["detailType", spec.detailType],
  ] as const;
  return api === "REST"
    ? fields.flatMap(([name, value]) =>
        value === undefined
          ? [
              {
                argument: `${argument}.${name}`,
                expected: "a text",
                fix: "use eventBridge(bus, { source, detailType })",
              },
            ]
          : validateKnown<string>(value, (received) =>
              received.startsWith("$")
                ? {
                    argument: `${argument}.${name}`,
                    received,
                    expected: "a static text on a REST API",
                    fix: "write requestTemplates to read it from the request",
                  }
                : undefined,
            ),
      )
    : [];
}
