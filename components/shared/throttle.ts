import type * as pulumi from "@pulumi/pulumi";
import { ACCOUNT_LIMITS } from "../../aws/quotas";
import type { Expectation, Problems } from "./problems";

/**
 * Throttling limits, as a token bucket. Both members are always set, because API Gateway treats a missing one as zero.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 *
 * @example { rateLimit: 100, burstLimit: 200 }
 */
export interface ThrottleArgs {
  /**
   * The steady-state rate, in requests per second. @default 1000 for a stage; a route inherits the stage's
   * @example 100
   */
  rateLimit?: pulumi.Input<number>;
  /**
   * The burst: the capacity of the token bucket, in requests. @default 500 for a stage; a route inherits the stage's
   * @example 200
   */
  burstLimit?: pulumi.Input<number>;
}

/** The throttle of a stage that sets none: a tenth of an account's default quota. */
export const DEFAULT_THROTTLE = {
  rateLimit: ACCOUNT_LIMITS.throttleRate.value / 10,
  burstLimit: ACCOUNT_LIMITS.throttleBurst.value / 10,
};

/** `ThrottlingBurstLimit` is a 32-bit integer in AWS's model. */
const LARGEST_BURST = 2 ** 31 - 1;

/** Returns the nearer throttle, completed by the wider one. */
export function inheritThrottle(wider: ThrottleArgs = {}, nearer: ThrottleArgs = {}): ThrottleArgs {
  return { rateLimit: nearer.rateLimit ?? wider.rateLimit, burstLimit: nearer.burstLimit ?? wider.burstLimit };
}

/** Checks the known values of a throttle. */
export function checkThrottle(problems: Problems, throttle: ThrottleArgs | undefined): void {
  problems.known<number>("rateLimit", throttle?.rateLimit, (rate) => amount(rate, Number.isFinite(rate), "a number"));
  problems.known<number>("burstLimit", throttle?.burstLimit, (burst) =>
    amount(burst, Number.isInteger(burst) && burst <= LARGEST_BURST, "a whole number"),
  );
}

function amount(received: number, isAmount: boolean, kind: string): Expectation | undefined {
  return isAmount && received >= 0
    ? undefined
    : { received, expected: `${kind} from 0`, fix: "write how many requests" };
}
