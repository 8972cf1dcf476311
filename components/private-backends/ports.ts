import type { Expectation } from "../shared/problems";

/**
 * Checks a TCP port.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
export function checkPort(received: number): Expectation | undefined {
  return Number.isInteger(received) && received >= 1 && received <= 65_535
    ? undefined
    : { received, expected: "a port from 1 to 65535", fix: "write the port that the backend listens on" };
}
