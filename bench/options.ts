/** The options of all benchmarks. */
export interface BenchmarkOptions {
  /** Writes the figures to docs/figures/, where the benchmark has some. */
  writes: boolean;
}
