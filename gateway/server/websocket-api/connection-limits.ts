import { WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import type { ThrottleLimits } from "../../behavior/shared/token-bucket";
import type { ConnectionTimes } from "./connection";

/** AWS's limits of connections, which tests set lower. */
export interface WebSocketLimits {
  /** Milliseconds without any traffic after which a connection is closed. @default 600000 */
  idleTimeoutMs?: number;
  /** Milliseconds after which a connection is closed in any case. @default 7200000 */
  lifetimeMs?: number;
  /** New connections a second, over all APIs; as many at once. @default 500 */
  newConnectionsPerSecond?: number;
}

export function connectionTimes({ idleTimeoutMs, lifetimeMs }: WebSocketLimits): ConnectionTimes {
  const { idleTimeout, connectionDuration } = WEBSOCKET_API_LIMITS;
  return {
    idleTimeoutMs: idleTimeoutMs ?? idleTimeout.value * 1000,
    lifetimeMs: lifetimeMs ?? connectionDuration.value * 1000,
  };
}

export function newConnectionRate({ newConnectionsPerSecond }: WebSocketLimits): ThrottleLimits {
  const rate = newConnectionsPerSecond ?? WEBSOCKET_API_LIMITS.newConnections.value;
  return { rate, burst: rate };
}
