import * as hooks from "@pulumi/pulumi/runtime/closure/v8Hooks";

/** A function that the SDK keeps out of its type declarations. */
type GetSession = () => Promise<{ disconnect(): void }>;

/**
 * Turns V8's debugger off, which the language host turns on for programs that serialise functions: components serialise none. While it is
 * on, V8 follows every promise that waits for one that fails, and those that wait for them: the error of an argument that is known late
 * would take minutes to arrive.
 */
export async function turnDebuggerOff(): Promise<void> {
  const getSession = Reflect.get(hooks, "getSessionAsync") as GetSession;
  (await getSession()).disconnect();
}
