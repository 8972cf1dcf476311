import type { Exchange } from "../shared/exchange";
import type { RequestRecord } from "../shared/request-record";
import { type KeptRequest, keptRequest } from "./kept-request";

const CAPACITY = 200;
/** Requests that are kept of each second. Nobody reads more, and a load test must not pay for it. */
const KEPT_PER_SECOND = 100;

/** The last requests, the newest last. */
export class RecentRequests {
  private kept: KeptRequest[] = [];
  private number = 0;
  /** The second that is being counted, since 1970, and the requests that were kept of it. */
  private second = 0;
  private keptInSecond = 0;
  /** Requests that were counted alone. */
  skipped = 0;

  /** Keeps a request, unless too many came within a short time. Returns it where it is kept. */
  add(record: RequestRecord, exchange?: Exchange): KeptRequest | undefined {
    const second = Math.floor(record.time / 1000);
    if (second !== this.second) {
      this.second = second;
      this.keptInSecond = 0;
    }
    if (this.keptInSecond === KEPT_PER_SECOND) {
      this.skipped++;
      return undefined;
    }
    this.keptInSecond++;
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
