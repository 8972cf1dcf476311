import { formatArn } from "../../../../aws/arn";
import { randomUUID } from "node:crypto";
import { parsedJson } from "../../../../language/parsed-json";
import { asObject } from "../../../behavior/shared/json-object";
import { listOf } from "../emulator-request";
import { type ServiceCall, textParameter } from "../service-call";
import type { StandIn, StandInDefinition } from "../stand-in";
import { defined } from "../../../../language/defined";
import { isRecord } from "../../../../language/is-record";

type Entry = Record<string, unknown>;

/** Event buses without rules. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const eventBridgeStandIn: StandInDefinition = {
  service: "events",
  firstClass: { subtype: "EventBridge" },
  protocol: { kind: "json", version: "1.1", target: "AWSEvents", parametersOf: inEntries },
  start: startBus,
};

/** A first-class integration puts one event, whose members are the parameters themselves. */
function inEntries({ parameters }: ServiceCall): Record<string, unknown> {
  if (parameters.Entries !== undefined) {
    return parameters;
  }
  const { Resources, ...entry } = parameters;
  return {
    Entries: [{ ...entry, ...defined({ Resources: typeof Resources === "string" ? listOf(Resources) : undefined }) }],
  };
}

function startBus(): StandIn {
  return {
    resourceArn: (call) => {
      const bus = entriesOf(call)[0]?.EventBusName;
      const name = typeof bus === "string" && bus !== "" ? bus : "default";
      return name.startsWith("arn:") ? name : formatArn(call, "events", `event-bus/${name}`);
    },
    answer: (call) => {
      const Entries = entriesOf(call).map(checkedEntry);
      return {
        result: { FailedEntryCount: Entries.filter((entry) => "ErrorCode" in entry).length, Entries },
      };
    },
  };
}

/** A first-class integration puts one event, whose members are the parameters themselves. */
function entriesOf(call: ServiceCall): Entry[] {
  const { Entries } = call.parameters;
  if (Array.isArray(Entries)) {
    return Entries.map((entry) => asObject(entry) ?? {});
  }
  return [{ ...call.parameters, Detail: textParameter(call, "Detail") }];
}

/**
 * An event that is not one, or lacks a part, fails by itself; the call does not.
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/events/test_events.snapshot.json
 * (test_put_events_without_source and the like, validated against AWS)
 */
function checkedEntry(entry: Entry): Entry {
  for (const name of ["Source", "DetailType", "Detail"]) {
    if (typeof entry[name] !== "string" || entry[name] === "") {
      const ErrorMessage = `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
      return { ErrorCode: "InvalidArgument", ErrorMessage };
    }
  }
  return isRecord(parsedJson(entry.Detail as string))
    ? { EventId: randomUUID() }
    : { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
}
