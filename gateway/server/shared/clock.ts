/** Returns the time in milliseconds since 1970 by a clock that is never set back: what throttles, caches and waits must not read the wall's. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
