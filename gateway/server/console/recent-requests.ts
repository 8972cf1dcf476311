import type { Exchange } from "../shared/exchange";
import type { RequestRecord } from "../shared/request-record";
import { type KeptRequest, keptRequest } from "./kept-request";

const CAPACITY = 200;
/** Milliseconds in which so many requests are kept at most: nobody reads more, and a load test must not pay for it. */
const WINDOW_MS = 100;
const KEPT = 50;

/** The last requests, the newest last. */
export class RecentRequests {
  private kept: KeptRequest[] = [];
  private number = 0;
  private windowEnd = 0;
  private left = 0;
  /** Requests that were counted alone. */
  skipped = 0;

  /** Keeps a request, unless too many came within a short time. Returns it where it is kept. */
  add(record: RequestRecord, exchange?: Exchange): KeptRequest | undefined {
    const answered = record.time + record.duration;
    if (answered >= this.windowEnd || answered < this.windowEnd - WINDOW_MS) {
      this.windowEnd = answered + WINDOW_MS;
      this.left = KEPT;
    }
    if (this.left === 0) {
      this.skipped++;
      return undefined;
    }
    this.left--;
    const kept = keptRequest(record, exchange, ++this.number);
    this.kept.push(kept);
    if (this.kept.length > CAPACITY) {
      this.kept.shift();
    }
    return kept;
  }

  get all(): readonly KeptRequest[] {
    return this.kept;
  }

  /** Returns those that came after the one with a number. */
  since(number: number): KeptRequest[] {
    return this.kept.filter((request) => request.number > number);
  }

  find(number: number): KeptRequest | undefined {
    return this.kept.find((request) => request.number === number);
  }

  clear(): void {
    this.kept = [];
    this.skipped = 0;
  }
}
