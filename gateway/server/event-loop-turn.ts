let later: (() => void)[] = [];

/**
 * Runs work once this turn of the event loop has taken in all that has come. Each write to a socket and each message to a
 * thread wakes whoever waits for it. Where several follow at once, the first one wakes the receiver, and the others find it
 * awake, with work on the way.
 */
export function batchPerEventLoopTurn(work: () => void): void {
  if (later.push(work) === 1) {
    setImmediate(runLater);
  }
}

function runLater(): void {
  const works = later;
  later = [];
  for (const work of works) {
    work();
  }
}
