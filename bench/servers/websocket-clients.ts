import { WebSocket } from "ws";

/** The results of a process of clients. */
export interface ClientsReport {
  sent: number;
  received: number;
  outOfOrder: number;
  /** Milliseconds from each message to its answer. */
  latencies: number[];
}

/** Clients that each send a numbered message, wait for its answer and send the next one a second later. */
const [url = "", count = "0", perSecond = "400"] = process.argv.slice(2);
const report: ClientsReport = { sent: 0, received: 0, outOfOrder: 0, latencies: [] };
const clients: WebSocket[] = [];
let sending = false;

async function connectAll(): Promise<void> {
  const opened: Promise<unknown>[] = [];
  for (let n = 0; n < Number(count); n++) {
    await new Promise((done) => setTimeout(done, 1000 / Number(perSecond)));
    const client = new WebSocket(url);
    opened.push(new Promise((open, fail) => client.on("open", open).on("error", fail)));
    clients.push(client);
  }
  await Promise.all(opened);
}

function talk(client: WebSocket, who: number): void {
  let next = 0;
  let since = 0;
  const send = (): void => {
    if (sending) {
      since = performance.now();
      report.sent++;
      client.send(`${who}:${next}`);
    }
  };
  client.on("message", (data: Buffer) => {
    report.received++;
    report.latencies.push(performance.now() - since);
    report.outOfOrder += data.toString() === `${who}:${next}` ? 0 : 1;
    next++;
    setTimeout(send, 1000);
  });
  setTimeout(send, Math.random() * 1000);
}

process.on("message", (message: "start" | "stop" | "report") => {
  if (message === "start") {
    sending = true;
    clients.forEach(talk);
  } else if (message === "stop") {
    sending = false;
  } else {
    process.send?.(report);
  }
});

connectAll().then(
  () => process.send?.("open"),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
