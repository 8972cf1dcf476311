import { evaluate } from "../../engine";
import { readSnapshot } from "../../gateway/model/snapshot";
import { startGateway } from "../../gateway/server";
import { SERVED_HERE } from "../../language/served-here";

/** The same program behind two gateways of one process, the second with its live page: compiled code is the same for both. */
async function serve(directory: string): Promise<void> {
  const { graph } = await evaluate({
    directory,
    stack: "bench",
    environment: { BENCH_BACKEND: "http://127.0.0.1:9/", [SERVED_HERE]: "yes" },
  });
  const snapshot = readSnapshot(graph);
  const without = await startGateway(snapshot, { port: 0, livePage: false });
  const gateway = await startGateway(snapshot, { port: 0 });
  process.send?.({ without: without.url, with: gateway.url, page: gateway.livePage?.url });
}

void serve(process.argv[2] ?? "");
process.once("disconnect", () => process.exit());
