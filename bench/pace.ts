import { Latencies } from "./latencies";

/** A connection that carries one request at a time. */
export interface Sender {
  /** The start of its request, by the clock of `performance.now()`. */
  since: number;
  send(): void;
}

/** Milliseconds between two looks at what is due: a timer of Node.js is no finer. */
const TICK_MS = 1;

/**
 * Sends at a steady rate, however long the answers take. A latency counts from when its request was due: a server that stands still
 * delays the requests that others would have sent meanwhile, too.
 */
export class Pace {
  readonly latencies = new Latencies();
  private readonly idle: Sender[];
  private readonly started = performance.now();
  private readonly timer: NodeJS.Timeout;
  private sent = 0;
  private finish: () => void = () => undefined;
  /** Resolves once every request that was due is answered. */
  readonly finished = new Promise<void>((resolve) => (this.finish = resolve));

  /** @param rate Requests a second. */
  constructor(
    senders: readonly Sender[],
    private readonly rate: number,
    private readonly milliseconds: number,
  ) {
    this.idle = [...senders];
    this.timer = setInterval(() => this.sendDue(), TICK_MS);
  }

  answered(sender: Sender): void {
    this.latencies.add(performance.now() - sender.since);
    this.idle.push(sender);
    this.sendDue();
  }

  private sendDue(): void {
    const elapsed = Math.min(performance.now() - this.started, this.milliseconds);
    const due = Math.floor((elapsed * this.rate) / 1000);
    while (this.sent < due) {
      const sender = this.idle.pop();
      if (sender === undefined) {
        return;
      }
      sender.since = this.started + (++this.sent * 1000) / this.rate;
      sender.send();
    }
    if (elapsed === this.milliseconds && this.latencies.count === this.sent) {
      clearInterval(this.timer);
      this.finish();
    }
  }
}
