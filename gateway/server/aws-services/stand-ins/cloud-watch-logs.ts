import { formatArn } from "../../../../aws/arn";
import type { GraphIndex } from "../../../../engine/graph/graph-index";
import { LOG_GROUP } from "../../../../aws/resource-types";
import { defined } from "../../../../language/defined";
import { isRecord } from "../../../../language/is-record";
import { requiredParameter, type ServiceCall, ServiceError, UnsupportedActionError } from "../service-call";
import type { StandInDefinition } from "../stand-in";

interface LogEvent {
  timestamp: number;
  message: string;
}

/**
 * The log streams of the program, which take events; a group of another program takes events on any stream.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export const cloudWatchLogsStandIn: StandInDefinition = {
  service: "logs",
  protocol: { kind: "json", version: "1.1", target: "Logs_20140328" },
  start: (program) => ({
    resourceArn: (call) => {
      const { group, stream } = namesOf(call);
      return formatArn(call, "logs", `log-group:${group}:log-stream:${stream}`);
    },
    answer: (call) => {
      if (call.operation !== "PutLogEvents") {
        throw new UnsupportedActionError(call);
      }
      const retentionInDays = retentionOf(program.index, call);
      const rejectedLogEventsInfo = rejected(eventsOf(call), retentionInDays, Date.now());
      return { result: defined({ nextSequenceToken: SEQUENCE_TOKEN, rejectedLogEventsInfo }) };
    },
  }),
};

/** CloudWatch Logs still returns a token, and ignores it in requests. */
const SEQUENCE_TOKEN = "49039859622836100580309623062380498493024908422382846114";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;
const BYTES_OF_EVENT = 26;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function namesOf(call: ServiceCall): { group: string; stream: string } {
  return {
    group: requiredParameter(call, "logGroupName", "InvalidParameterException"),
    stream: requiredParameter(call, "logStreamName", "InvalidParameterException"),
  };
}

/** Returns the days for which the group keeps events; 0 and undefined keep them forever. */
function retentionOf(index: GraphIndex | undefined, call: ServiceCall): number | undefined {
  const { group, stream } = namesOf(call);
  const found = index?.ofType(LOG_GROUP).find((node) => index.text(node, "name") === group);
  if (index === undefined || found === undefined) {
    return undefined;
  }
  const streams = index.ofType("aws:cloudwatch/logStream:LogStream").filter((node) => {
    return index.text(node, "logGroupName") === group && index.text(node, "name") === stream;
  });
  if (streams.length === 0) {
    throw new ServiceError("ResourceNotFoundException", "The specified log stream does not exist.");
  }
  const days = index.value(found, "retentionInDays");
  return typeof days === "number" ? days : undefined;
}

function eventsOf({ parameters: { logEvents } }: ServiceCall): LogEvent[] {
  if (!Array.isArray(logEvents) || logEvents.length === 0 || logEvents.length > MOST_EVENTS) {
    throw invalid(`logEvents must be a list of 1 to ${MOST_EVENTS} events.`);
  }
  const events = logEvents.map((event: unknown) => {
    const { timestamp, message } = isRecord(event) ? event : {};
    if (typeof timestamp !== "number" || timestamp < 0 || typeof message !== "string" || message === "") {
      throw invalid("Each log event must have a timestamp in milliseconds and a message.");
    }
    return { timestamp, message };
  });
  if (events.some(({ timestamp }, at) => timestamp < (events[at - 1]?.timestamp ?? 0))) {
    throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
  }
  const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + BYTES_OF_EVENT, 0);
  if (bytes > MOST_BYTES) {
    throw invalid(`Upload too large: ${bytes} bytes exceeds limit of ${MOST_BYTES}`);
  }
  return events;
}

/** Returns the places of events that are too old or too new, which don't fail the call; undefined if all are taken. */
function rejected(events: LogEvent[], retentionInDays = 0, now: number): Record<string, number> | undefined {
  const oldEnd = events.filter(({ timestamp }) => timestamp < now - 14 * DAY).length;
  const expired = events.filter(({ timestamp }) => timestamp < now - retentionInDays * DAY).length;
  const tooNew = events.findIndex(({ timestamp }) => timestamp > now + 2 * HOUR);
  const valid = events.slice(oldEnd, tooNew < 0 ? undefined : tooNew);
  if ((valid.at(-1)?.timestamp ?? 0) - (valid[0]?.timestamp ?? 0) > DAY) {
    throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  }
  const info = defined({
    tooNewLogEventStartIndex: tooNew < 0 ? undefined : tooNew,
    tooOldLogEventEndIndex: oldEnd === 0 ? undefined : oldEnd,
    expiredLogEventEndIndex: retentionInDays === 0 || expired === 0 ? undefined : expired,
  });
  return Object.keys(info).length === 0 ? undefined : info;
}

function invalid(message: string): ServiceError {
  return new ServiceError("InvalidParameterException", message);
}
