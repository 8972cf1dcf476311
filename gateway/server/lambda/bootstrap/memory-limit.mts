import { getHeapStatistics } from "node:v8";

const CHECK_MS = 100;
const MEGABYTE = 1024 * 1024;

/**
 * Watches what the heap limit of a worker doesn't count: buffers.
 * @returns Whether the function uses more memory than it has.
 */
export function watchMemory(megabytes: number, exceeded: () => void): () => boolean {
  const isOver = (): boolean => {
    const { used_heap_size, external_memory } = getHeapStatistics();
    return used_heap_size + external_memory > megabytes * MEGABYTE;
  };
  setInterval(() => isOver() && exceeded(), CHECK_MS).unref();
  return isOver;
}
