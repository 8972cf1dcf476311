/** Says on a terminal how far a run is, once it takes longer than a moment. */
export interface Progress {
  tell(stack: string, state: string): void;
  close(): void;
}

const QUIET_MS = 1000;
const REDRAW_MS = 200;

/** A line on the stream that is redrawn in place and wiped at the end; nothing where the stream is no terminal. */
export function progressLine(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) {
    return { tell: () => undefined, close: () => undefined };
  }
  const started = Date.now();
  const states = new Map<string, string>();
  let drawn = false;
  const timer = setInterval(() => {
    const seconds = Math.floor((Date.now() - started) / 1000);
    if (Date.now() - started < QUIET_MS) {
      return;
    }
    drawn = true;
    const text = [...states].map(([stack, state]) => `${stack}: ${state}`).join(", ");
    stream.write(`\r\u001b[2K${`Checking ${seconds} s  ${text}`.slice(0, stream.columns - 1)}`);
  }, REDRAW_MS);
  timer.unref();
  return {
    tell: (stack, state) => void states.set(stack, state),
    close: () => {
      clearInterval(timer);
      if (drawn) {
        stream.write("\r\u001b[2K");
      }
    },
  };
}
