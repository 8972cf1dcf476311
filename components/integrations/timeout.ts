import type * as pulumi from "@pulumi/pulumi";
import { type Limit, LIMITS } from "../../aws/quotas";
import type { ApiProtocol } from "../shared/api-protocol";
import { type Expectation, type Problems, validateOutput } from "../shared/problems";
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
  const timeout = spec.timeoutMilliseconds ?? longest.value;
  return validateOutput<number>(component, "integration.timeoutMilliseconds", timeout, atMost(longest));
}

/** Checks a timeout that is known. */
export function checkTimeout(problems: Problems, spec: Timed, api: ApiProtocol): void {
  problems.known<number>("timeoutMilliseconds", spec.timeoutMilliseconds, atMost(longestTimeout(api, spec)));
}

function atMost(longest: Limit): (milliseconds: number) => Expectation | undefined {
  const shortest = LIMITS.http.integrationTimeoutMin;
  return (received) => {
    if (Number.isInteger(received) && received >= shortest.value && received <= longest.value) {
      return undefined;
    }
    const isShort = received < shortest.value && received >= 1;
    return {
      received,
      expected: `${shortest.value} to ${longest.value} milliseconds ("${longest.name}", ${longest.source})`,
      fix: isShort ? `write ${received * 1000} if these are seconds` : `write ${longest.value}`,
    };
  };
}
