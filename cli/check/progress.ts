/** Says on a terminal how far a run is, once it takes longer than a moment. */
export interface Progress {
  tell(stack: string, state: string): void;
  close(): void;
}

const QUIET_MS = 1000;
const REDRAW_MS = 200;

const ENDS = ["done", "failed"];

/** Returns what is done of the stacks so far, and how far those under way are: of many stacks, those that are done leave no room on the line. */
export function progressText(states: ReadonlyMap<string, string>): string {
  const ended = [...states.values()].filter((state) => ENDS.includes(state)).length;
  return [
    ...(ended === 0 ? [] : [`${ended} done`]),
    ...[...states].filter(([, state]) => !ENDS.includes(state)).map(([stack, state]) => `${stack}: ${state}`),
  ].join(", ");
}

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
    const text = progressText(states);
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
