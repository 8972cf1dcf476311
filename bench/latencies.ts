import { percentile } from "./figures";

/** Room for the answers of a round. It grows where there are more. */
const ANSWERS = 1 << 17;

/**
 * The latencies of a load, in milliseconds. They are kept in the same memory from one load to the next: garbage of the sender would
 * stop it, or take a core from the server, and count as the server's latency.
 */
export class Latencies {
  private static memory = new Float64Array(ANSWERS);
  private values = Latencies.memory;
  count = 0;

  add(milliseconds: number): void {
    if (this.count === this.values.length) {
      this.grow();
    }
    this.values[this.count++] = milliseconds;
  }

  percentile(share: number): number {
    return percentile([...this.values.subarray(0, this.count)], share);
  }

  private grow(): void {
    const larger = new Float64Array(2 * this.values.length);
    larger.set(this.values);
    this.values = larger;
    Latencies.memory = larger;
  }
}
