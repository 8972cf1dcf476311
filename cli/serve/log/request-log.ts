import type { GatewayOptions } from "../../../gateway/server";

/** The options of a gateway that are about its log. */
export type RequestLog = Required<Pick<GatewayOptions, "log">> & Pick<GatewayOptions, "onRequest">;
