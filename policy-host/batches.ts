import { status } from "@grpc/grpc-js";
import { ANALYZE_EACH, joinFrames, splitFrames } from "../language/grpc-frame";
import { CallError, type UnaryClient } from "./unary-client";

/** A quarter of what may be asked at once: the next batches are made while the pack works on these. */
const MAX_REQUESTS = 32;
const MAX_BYTES = 1024 * 1024;
/** While one is on its way, the pack has another to work on. */
const UNDER_WAY = 2;

interface Waiting {
  request: Buffer;
  resolve: (response: Buffer) => void;
  reject: (error: unknown) => void;
}

/**
 * Asks a pack about many resources in one call: a call takes either process longer than most resources do. A request that finds nothing under
 * way goes at once. Those that come meanwhile wait, and go together.
 */
export class Batches {
  private readonly waiting: Waiting[] = [];
  private underWay = 0;

  constructor(private readonly client: Pick<UnaryClient, "call">) {}

  /** Returns the bytes of the response. @throws CallError as a call of its own does */
  call(request: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      this.sendNext();
    });
  }

  private sendNext(): void {
    if (this.waiting.length > 0 && this.underWay < UNDER_WAY) {
      this.underWay += 1;
      void this.send(this.next()).finally(() => {
        this.underWay -= 1;
        this.sendNext();
      });
    }
  }

  /** Takes the requests of the next batch: one at least, however large it is. */
  private next(): Waiting[] {
    let count = 0;
    let bytes = 0;
    for (const { request } of this.waiting.slice(0, MAX_REQUESTS)) {
      bytes += request.length;
      if (count > 0 && bytes > MAX_BYTES) {
        break;
      }
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private async send(batch: Waiting[]): Promise<void> {
    try {
      const requests = joinFrames(batch.map(({ request }) => ({ flag: 0, message: request })));
      const answers = splitFrames(await this.client.call(ANALYZE_EACH, requests));
      batch.forEach(({ resolve, reject }, index) => {
        const { flag, message } = answers[index] ?? NO_ANSWER;
        if (flag === Number(status.OK)) {
          resolve(message);
        } else {
          reject(new CallError(flag, message.toString()));
        }
      });
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }
}

const NO_ANSWER = { flag: status.INTERNAL, message: Buffer.from("The pack did not answer.") };
