import { NAMES } from "../../aws/names";
import { LAMBDA_LIMITS } from "../../aws/quotas";
import { checkQuota } from "../usage-plans/checks";
import type { Problems } from "../shared/problems";
import type { ApiMonitoringArgs } from "./args";
import type { MonitoredFunctionRef } from "./references";

/** Checks what a monitoring refers to: functions, queues, target groups, certificates, quotas of consumers and the access log. */
export function checkReferences(problems: Problems, args: ApiMonitoringArgs): void {
  const { functions = {}, deadLetterQueues = {}, targetGroups = {}, certificates = {}, consumers = {} } = args;
  for (const [name, fn] of Object.entries(functions)) {
    checkFunction(problems.at(`functions[${JSON.stringify(name)}]`), fn);
  }
  for (const [name, queue] of Object.entries(deadLetterQueues)) {
    checkForm(problems, `deadLetterQueues[${JSON.stringify(name)}]`, queue, QUEUE_NAME);
  }
  for (const [name, { loadBalancerArn, targetGroupArn }] of Object.entries(targetGroups)) {
    const at = problems.at(`targetGroups[${JSON.stringify(name)}]`);
    checkForm(at, "loadBalancerArn", loadBalancerArn, LOAD_BALANCER);
    checkForm(at, "targetGroupArn", targetGroupArn, TARGET_GROUP);
  }
  for (const [name, arn] of Object.entries(certificates)) {
    checkForm(problems, `certificates[${JSON.stringify(name)}]`, arn, CERTIFICATE);
  }
  for (const [name, { quota }] of Object.entries(consumers)) {
    checkQuota(problems.at(`consumers[${JSON.stringify(name)}].quota`), quota);
  }
  checkForm(problems, "accessLogGroupName", args.accessLogGroupName, LOG_GROUP_NAME);
}

interface Form {
  pattern: RegExp;
  expected: string;
  fix: string;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
const QUEUE_NAME: Form = {
  pattern: /^[\w-]{1,80}(\.fifo)?$/,
  expected: "the name of a queue, by which CloudWatch knows it",
  fix: "write queue.name",
};
/** Gateway load balancers are behind no VPC link. */
const LOAD_BALANCER: Form = {
  pattern: /^arn:[^:]+:elasticloadbalancing:[^:]+:\d{12}:loadbalancer\/(app|net)\/./,
  expected: "the ARN of an application or network load balancer",
  fix: "write balancer.arn",
};
const TARGET_GROUP: Form = {
  pattern: /^arn:[^:]+:elasticloadbalancing:[^:]+:\d{12}:targetgroup\/./,
  expected: "the ARN of a target group",
  fix: "write targetGroup.arn",
};
const CERTIFICATE: Form = {
  pattern: /^arn:[^:]+:acm:[^:]+:\d{12}:certificate\/./,
  expected: "the ARN of a certificate of ACM",
  fix: "write domain.certificateArn",
};
const LOG_GROUP_NAME: Form = {
  pattern: NAMES.logGroup.pattern,
  expected: "the name of a log group",
  fix: "write group.name",
};

function checkForm(problems: Problems, argument: string, value: unknown, { pattern, expected, fix }: Form): void {
  problems.known<unknown>(argument, value, (received) =>
    typeof received === "string" && pattern.test(received) ? undefined : { received, expected, fix },
  );
}

function checkFunction(problems: Problems, fn: MonitoredFunctionRef): void {
  if (typeof fn !== "object" || fn === null || fn.name === undefined) {
    problems.add("", {
      received: fn,
      expected: "an aws.lambda.Function, or an object with its name",
      fix: 'write { name: "orders" }',
    });
    return;
  }
  problems.known<unknown>("name", fn.name, (received) =>
    typeof received === "string" && received !== "" && !received.startsWith("arn:")
      ? undefined
      : { received, expected: "the name of a function, by which CloudWatch knows it", fix: "write fn.name" },
  );
  checkWhole(problems, "timeout", fn.timeout, 1, LAMBDA_LIMITS.functionTimeout.value, "seconds");
  // -1 is how the provider has a function that reserves none
  checkWhole(problems, "reservedConcurrentExecutions", fn.reservedConcurrentExecutions, -1, Infinity, "executions");
}

function checkWhole(
  problems: Problems,
  argument: string,
  value: MonitoredFunctionRef["timeout"],
  least: number,
  most: number,
  unit: string,
): void {
  problems.known<unknown>(argument, value, (received) =>
    Number.isInteger(received) && Number(received) >= least && Number(received) <= most
      ? undefined
      : {
          received,
          expected: `whole ${unit} from ${least}${most === Infinity ? "" : ` to ${most}`}`,
          fix: `write ${Math.max(least, 10)}`,
        },
  );
}
