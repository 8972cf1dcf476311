import type { GatewayOptions } from "../../../gateway/server";

/** What a gateway is given to log with. */
export type RequestLog = Required<Pick<GatewayOptions, "log">> & Pick<GatewayOptions, "onRequest">;
