import type { GatewayOptions } from "../../../gateway/server";

/** The log that a gateway writes to. */
export type RequestLog = Required<Pick<GatewayOptions, "log">> & Pick<GatewayOptions, "onRequest">;
