const { pid } = process;
const kill = process.kill.bind(process);

/**
 * Has a signal that a handler sends to its own process end its execution environment, as on AWS: here the process is the gateway's,
 * and a signal would end that. The groups 0 and -pid are the gateway's and its terminal's.
 */
export function keepSignalsInside(): void {
  process.kill = (target, signal) => {
    if (![pid, 0, -pid].includes(target)) {
      return kill(target, signal);
    }
    if (signal !== 0) {
      process.exit(1);
    }
    return true;
  };
}
