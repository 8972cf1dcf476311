type Listener = (reason: unknown, promise: Promise<unknown>) => void;

/**
 * Runs a program, and returns what was refused in the background meanwhile, each message once: rejections of Outputs that nothing else
 * of the program awaits.
 */
export async function collectingRefusals<T>(run: () => Promise<T>): Promise<{ value: T; refused: string[] }> {
  const refused = new Set<string>();
  const others = process.listeners("unhandledRejection") as Listener[];
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (reason) => refused.add(String(reason)));
  try {
    const value = await run();
    await new Promise((done) => setImmediate(done));
    return { value, refused: [...refused] };
  } finally {
    process.removeAllListeners("unhandledRejection");
    others.forEach((listener) => process.on("unhandledRejection", listener));
  }
}
