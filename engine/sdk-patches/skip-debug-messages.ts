import type { Sdk } from "./sdk";

interface SdkLog {
  debug?: () => Promise<void>;
}

/** Drops the SDK's own debug messages, one RPC each. The program's are sent: `pulumi.log` keeps the function. */
export function skipDebugMessages({ part }: Sdk): void {
  const log = part("log") as SdkLog;
  if (typeof log.debug !== "function") {
    return;
  }
  const value = { ...log };
  Object.defineProperty(part("index.js"), "log", { value, enumerable: true, configurable: true, writable: true });
  log.debug = () => Promise.resolve();
}
