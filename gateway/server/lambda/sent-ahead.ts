/**
 * Numbers the requests that are handed to a worker ahead of time, and takes back those that it has not started.
 *
 * Waking a thread takes longer than a quick handler: without requests sent ahead, a Lambda route reaches 24 % of bare node:http
 * in place of 66 %, and misses its targets (`npm run bench gateway`). A request must not wait behind a slow one for it, and a
 * worker that is busy reads no messages; so both sides move one shared counter, the number of the last request that was started.
 */
export class SentAhead {
  /** Shared with the worker. */
  readonly counter = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  private last = 0;

  /** Returns the number of the next request. */
  next(): number {
    this.last = (this.last + 1) | 0;
    return this.last;
  }

  /**
   * Keeps the worker from starting any request that was sent so far, once it has started the one at the head.
   * @returns The number of the last one that it has started; undefined where it has not started the head yet.
   */
  takeBack(head: number): number | undefined {
    for (;;) {
      const started = Atomics.load(this.counter, 0);
      if (((started - head) | 0) < 0) {
        return undefined;
      }
      if (Atomics.compareExchange(this.counter, 0, started, this.last) === started) {
        return started;
      }
    }
  }
}
