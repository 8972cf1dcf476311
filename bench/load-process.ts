import { type Load, type LoadResult, runLoad } from "./load";
import { runWebSocketLoad, type WebSocketLoad } from "./websocket-load";

/** A load to send: requests, or messages of a WebSocket API. */
export type Order = { requests: Load } | { messages: WebSocketLoad };
/** The result of an order, or the reason of its failure. */
export type Outcome = { result: LoadResult } | { failure: string };

/** The process of a `LoadGenerator`: sends a load for each order. */
process.on("message", (order: Order) => {
  ("requests" in order ? runLoad(order.requests) : runWebSocketLoad(order.messages)).then(
    (result) => report({ result }),
    (error: unknown) => report({ failure: error instanceof Error ? error.message : String(error) }),
  );
});
process.once("disconnect", () => process.exit());

function report(outcome: Outcome): void {
  process.send?.(outcome);
}
