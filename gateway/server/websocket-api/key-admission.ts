import { headerValue } from "../../behavior/shared/request";
import type { ConnectRequest } from "../../behavior/websocket-api/connection-request";
import type { WebSocketErrorName } from "../../behavior/websocket-api/errors";
import type { UsagePlans } from "../rest-api/usage-plans";
import { steadyNow } from "../shared/clock";
import type { WebSocketEventContext } from "./event";

/** The decision on a client's API key. */
export type KeyAdmission =
  { kind: "admitted"; apiKey?: string } | { kind: "refused"; error: WebSocketErrorName; why: string; apiKey?: string };

/**
 * Lets clients in by their API key, its usage plan's throttle and quota, where `$connect` requires one. A connection counts once,
 * however many messages it sends.
 * undocumented: what counts. API keys are required on `$connect` only, which is also the only request that has one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 *
 * @param usageIdentifierKey the key that the authorizer names
 */
export function admitKey(
  usagePlans: UsagePlans | undefined,
  { api, stage, route, context }: WebSocketEventContext,
  request: ConnectRequest,
  usageIdentifierKey: string | undefined,
): KeyAdmission {
  if (route?.apiKeyRequired !== true) {
    return { kind: "admitted" };
  }
  const value = api.apiKeySource === "AUTHORIZER" ? usageIdentifierKey : headerValue(request.headers, "x-api-key");
  const planned = usagePlans?.find(value, api.id, stage.name);
  if (usagePlans === undefined || planned === undefined) {
    const why =
      value === undefined
        ? "the route requires an API key, and the client has none"
        : "the API key is unknown, disabled or in no usage plan of the stage";
    return { kind: "refused", error: "forbidden", why };
  }
  const apiKey = planned.key.value;
  if (!usagePlans.admits(planned, route.routeKey, steadyNow())) {
    return { kind: "refused", error: "tooManyRequests", why: "429, over the throttle of the key's usage plan", apiKey };
  }
  return usagePlans.count(planned, context.timeEpoch) === undefined
    ? { kind: "admitted", apiKey }
    : { kind: "refused", error: "limitExceeded", why: "429, the quota of the key's usage plan is used up", apiKey };
}
