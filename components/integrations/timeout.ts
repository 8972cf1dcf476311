import type * as pulumi from "@pulumi/pulumi";
import { type Limit, LIMITS } from "../../aws/quotas";
import type { ApiProtocol } from "../shared/api-protocol";
import { type Problem, validateKnown, validateOutput } from "../shared/problems";
import type { BackendFields, StreamingFields } from "./fields";

type Timed = Pick<BackendFields, "timeoutMilliseconds"> & StreamingFields;

/**
 * Returns the longest wait for a backend: of a REST API 29 seconds unless AWS raised it, and 15 minutes where the response is
 * streamed. https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
export function longestTimeout(api: ApiProtocol, { streaming }: StreamingFields = {}): Limit {
  const longest: Record<ApiProtocol, Limit> = {
    HTTP: LIMITS.http.integrationTimeout,
    REST: streaming === true ? LIMITS.rest.streamingTimeout : LIMITS.rest.integrationTimeout,
    WEBSOCKET: LIMITS.websocket.integrationTimeout,
  };
  return longest[api];
}

/** Returns the timeout, which is the longest unless the spec sets one; checked as soon as it is known. */
export function timeoutOf(component: string, spec: Timed, api: ApiProtocol): pulumi.Input<number> {
  const longest = longestTimeout(api, spec);
  return validateOutput<number>(component, spec.timeoutMilliseconds ?? longest.value, (value) =>
    timeoutProblem("integration", value, longest),
  );
}

/** Returns the problem of a plain timeout. */
export function timeoutProblems(spec: Timed, argument: string, api: ApiProtocol): Problem[] {
  const longest = longestTimeout(api, spec);
  return validateKnown<number>(spec.timeoutMilliseconds, (value) => timeoutProblem(argument, value, longest));
}

function timeoutProblem(argument: string, value: number, longest: Limit): Problem | undefined {
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
