import { Latencies } from "./latencies";
import type { Sender } from "./pace";

/** Sends again once an answer has come, which is as fast as the server answers. */
export class Turns {
  readonly latencies = new Latencies();
  private readonly end: number;
  private busy: number;
  private finish: () => void = () => undefined;
  readonly finished = new Promise<void>((resolve) => (this.finish = resolve));

  constructor(clients: readonly Sender[], milliseconds: number) {
    this.end = performance.now() + milliseconds;
    this.busy = clients.length;
    clients.forEach((client) => this.send(client, performance.now()));
  }

  answered(client: Sender): void {
    const now = performance.now();
    this.latencies.add(now - client.since);
    if (now < this.end) {
      this.send(client, now);
    } else if (--this.busy === 0) {
      this.finish();
    }
  }

  private send(client: Sender, now: number): void {
    client.since = now;
    client.send();
  }
}
