import { type Limit, LIMITS } from "../../aws/quotas";
import { validateOutput, validateKnown, type Problem } from "../shared/problems";
import type { IntegrationInputs } from "./integration-kind";
import type { IntegrationSpec } from "./integration-spec";

/** The inputs that every kind gives in the same way. */
export function commonInputs(
  component: string,
  spec: IntegrationSpec,
  longest: Limit,
): Pick<
  IntegrationInputs,
  | "connectionType"
  | "credentialsArn"
  | "description"
  | "timeoutMilliseconds"
  | "requestParameters"
  | "responseParameters"
> {
  const timeout = spec.timeoutMilliseconds ?? longest.value;
  return {
    connectionType: "INTERNET",
    credentialsArn: spec.credentials,
    description: spec.description,
    timeoutMilliseconds: validateOutput<number>(component, timeout, (value) =>
      timeoutProblem("integration", value, longest),
    ),
    requestParameters: spec.requestParameters,
    responseParameters: spec.responseParameters,
  };
}

/** What is wrong with a plain timeout. */
export function timeoutProblems(spec: IntegrationSpec, argument: string, longest: Limit): Problem[] {
  return validateKnown<number>(spec.timeoutMilliseconds, (value) => timeoutProblem(argument, value, longest));
}

export function timeoutProblem(argument: string, value: number, longest: Limit): Problem | undefined {
  const shortest = LIMITS.http.integrationTimeoutMin;
  if (Number.isInteger(value) && value >= shortest.value && value <= longest.value) {
    return undefined;
  }
  return {
    argument: `${argument}.timeoutMilliseconds`,
    received: value,
    expected: `${shortest.value} to ${longest.value} milliseconds ("${longest.name}", ${longest.source})`,
    fix: value < shortest.value && value >= 1 ? `write ${value * 1000} if these are seconds` : `write ${longest.value}`,
  };
}
