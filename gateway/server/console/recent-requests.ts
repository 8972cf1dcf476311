import { fullBucket, takeToken, type TokenBucket } from "../../behavior/shared/token-bucket";
import type { Exchange } from "../shared/exchange";
import type { RequestRecord } from "../shared/request-record";
import { type KeptRequest, keptRequest } from "./kept-request";

const CAPACITY = 200;
/** Requests that are kept: at once, and each second. Nobody reads more, and a load test must not pay for it. */
const KEPT = { burst: 100, rate: 100 };

/** The last requests, the newest last. */
export class RecentRequests {
  private kept: KeptRequest[] = [];
  private number = 0;
  private budget: TokenBucket | undefined;
  /** Requests that were counted alone. */
  skipped = 0;

  /** Keeps a request, unless too many came within a short time. Returns it where it is kept. */
  add(record: RequestRecord, exchange?: Exchange): KeptRequest | undefined {
    const now = record.time + record.duration;
    this.budget ??= fullBucket(KEPT, now);
    if (!takeToken(this.budget, KEPT, now)) {
      this.skipped++;
      return undefined;
    }
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
