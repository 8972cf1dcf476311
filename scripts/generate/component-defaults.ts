/** Advice that a component gets where everything is at its default, and why its default is what it is. */
export interface DefaultAdvice {
  rule: string;
  component: "HttpApi" | "RestApi" | "WebSocketApi";
  why: string;
}

const ALARMS =
  "CloudWatch charges for each metric that an alarm reads, and somebody must be there to be paged: decide it with `monitoring`.";

/** Every finding in production about a program of components with their defaults; a test compares them. */
export const componentDefaults: DefaultAdvice[] = [
  {
    rule: "account-log-role",
    component: "RestApi",
    why: "It logs execution errors, and the role for that is the account's, one for all stacks: make an `ApiGatewayAccount` in one of them, and set `elsewhere` to true for the others.",
  },
  {
    rule: "execution-logging",
    component: "WebSocketApi",
    why: 'Its stage cannot be made with a log level in an account without that role, so it is off unless you set `loggingLevel: "ERROR"`, which AWS recommends.',
  },
  {
    rule: "objective-alarms",
    component: "HttpApi",
    why: ALARMS,
  },
  {
    rule: "objective-alarms",
    component: "RestApi",
    why: ALARMS,
  },
  {
    rule: "objective-alarms",
    component: "WebSocketApi",
    why: ALARMS,
  },
  {
    rule: "tracing",
    component: "RestApi",
    why: "X-Ray charges by the trace: decide it with `tracing: true`.",
  },
];
