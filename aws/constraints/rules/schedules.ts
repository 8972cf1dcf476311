import { parsedJson } from "../../../language/parsed-json";
import { type Found, type Rule } from "../rule";
import { type Inputs, isAbsent, isPlainObject } from "../violation";
import { isJson } from "./rest-methods";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const STATE_MACHINE = "aws:sfn/stateMachine:StateMachine";
const SCHEDULES = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html";
const EVENTS = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html";

/** The rules of EventBridge's rules and of state machines. */
export const scheduleRules: readonly Rule[] = [
  { types: [RULE], page: EVENTS, reads: ["eventPattern", "scheduleExpression"], check: eventRule },
  {
    types: [STATE_MACHINE],
    page: "https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html",
    reads: ["definition"],
    check: ({ definition }) => (typeof definition === "string" ? stateMachine(definition) : []),
  },
];

function eventRule({ eventPattern: pattern, scheduleExpression: schedule }: Inputs): Found[] {
  return [
    ...(isAbsent(pattern) && isAbsent(schedule)
      ? [{ path: "eventPattern", value: pattern, expected: "a pattern, or a scheduleExpression" }]
      : []),
    ...(typeof pattern === "string" && !isAbsent(pattern) && !isJson(pattern)
      ? [{ path: "eventPattern", value: pattern, expected: "an event pattern as JSON" }]
      : []),
    ...(typeof schedule === "string" && !isAbsent(schedule) && !isSchedule(schedule)
      ? [
          {
            path: "scheduleExpression",
            value: schedule,
            expected: "rate(1 minute), rate(5 minutes) or cron(0 12 * * ? *), with one ? for the two kinds of day",
            page: SCHEDULES,
          },
        ]
      : []),
  ];
}

/** `rate(1 hour)` is singular for 1 alone; a cron expression has six fields, one of both days left open. */
function isSchedule(text: string): boolean {
  const [, count, unit = ""] = /^rate\((\d+) (minutes?|hours?|days?)\)$/.exec(text) ?? [];
  if (count !== undefined) {
    return Number(count) >= 1 && unit.endsWith("s") === (Number(count) !== 1);
  }
  const fields = /^cron\((.+)\)$/.exec(text)?.[1]?.trim().split(/\s+/);
  return fields?.length === 6 && (fields[2] === "?") !== (fields[4] === "?");
}

/** A definition starts at one of its states. */
function stateMachine(definition: string): Found[] {
  const parsed = parsedJson(definition);
  if (!isPlainObject(parsed)) {
    return [{ path: "definition", value: definition, expected: "a definition in Amazon States Language, as JSON" }];
  }
  const { StartAt: start, States: states } = parsed;
  const names = isPlainObject(states) ? Object.keys(states) : [];
  return typeof start === "string" && names.includes(start)
    ? []
    : [
        {
          path: "definition: StartAt",
          value: start,
          expected: names.length === 0 ? "the name of a state in States" : `one of ${names.join(", ")}`,
        },
      ];
}
