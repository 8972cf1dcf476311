const trueNow = Date.now;

/** Sets this process's clock to noon, UTC, so that no quota starts anew while a test counts, whenever it runs. */
export function startAtNoon(): void {
  const earlier = trueNow() - Date.UTC(2026, 0, 15, 12);
  Date.now = () => trueNow() - earlier;
}

/** Gives the true time back. */
export function restoreTime(): void {
  Date.now = trueNow;
}
