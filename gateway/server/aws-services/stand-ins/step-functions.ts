import { randomUUID } from "node:crypto";
import { parsedJson } from "../../../../language/parsed-json";
import {
  requiredParameter,
  type ServiceCall,
  ServiceError,
  textParameter,
  UnsupportedActionError,
} from "../service-call";
import type { StandInDefinition } from "../stand-in";

/**
 * Executions that run nothing: the output of a synchronous one is its input, as of a state machine that only passes on.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
export const stepFunctionsStandIn: StandInDefinition = {
  service: "states",
  // Step Functions' own names begin in lower case
  firstClass: {
    subtype: "StepFunctions",
    parameterName: (name) => name.charAt(0).toLowerCase() + name.slice(1),
  },
  protocol: { kind: "json", version: "1.0", target: "AWSStepFunctions" },
  start: () => ({
    resourceArn: (call) =>
      requiredParameter(call, call.operation === "StopExecution" ? "executionArn" : "stateMachineArn"),
    answer: (call) => {
      const now = Date.now() / 1000;
      if (call.operation === "StopExecution") {
        return { result: { stopDate: now } };
      }
      if (!["StartExecution", "StartSyncExecution"].includes(call.operation)) {
        throw new UnsupportedActionError(call);
      }
      const input = validInput(call);
      const started = { executionArn: executionArn(call), startDate: now };
      return call.operation === "StartSyncExecution"
        ? { result: { ...started, stopDate: now, status: "SUCCEEDED", input, output: input } }
        : { result: started };
    },
  }),
};

function validInput(call: ServiceCall): string {
  const input = textParameter(call, "input") ?? "{}";
  if (parsedJson(input) === undefined) {
    throw new ServiceError("InvalidExecutionInput", "Invalid State Machine Execution Input: it is not valid JSON");
  }
  return input;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
function executionArn(call: ServiceCall): string {
  const machine = requiredParameter(call, "stateMachineArn");
  const kind = call.operation === "StartSyncExecution" ? ":express:" : ":execution:";
  const name = textParameter(call, "name") ?? randomUUID();
  return `${machine.replace(":stateMachine:", kind)}:${name}${kind === ":express:" ? `:${randomUUID()}` : ""}`;
}
