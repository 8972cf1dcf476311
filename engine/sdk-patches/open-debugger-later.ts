import type Inspector from "node:inspector";
import type { Sdk } from "./sdk";

interface SdkHooks {
  getSessionAsync: () => Promise<Inspector.Session>;
  isInitializedAsync: () => Promise<void>;
  getScriptUrl: (id: string) => string | undefined;
}

/** Opens the debugger session, by which the SDK finds the file of a function that it serialises, when it is first asked for. */
export function openDebuggerLater({ load, part }: Sdk): void {
  const hooks = part("runtime/closure/v8Hooks") as SdkHooks;
  const urls = new Map<string, string>();
  let session: Promise<Inspector.Session> | undefined;
  const open = async (): Promise<Inspector.Session> => {
    const opened = new (load("node:inspector") as typeof Inspector).Session();
    opened.connect();
    // before `enable`, which reports the scripts that are already loaded
    opened.on("Debugger.scriptParsed", ({ params }) => void urls.set(params.scriptId, params.url));
    await new Promise<void>((resolve, reject) => {
      opened.post("Debugger.enable", (error) => (error === null ? resolve() : reject(error)));
    });
    return opened;
  };
  hooks.getSessionAsync = () => (session ??= open());
  hooks.isInitializedAsync = () => Promise.resolve();
  hooks.getScriptUrl = (id) => urls.get(id);
}
