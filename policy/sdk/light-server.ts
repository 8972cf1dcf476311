import { ANALYZE_EACH } from "../../language/grpc-frame";
import { eachOf, methodsOf, serveUnary, type UnaryMethod } from "../../language/unary-server";
import { UNREAD } from "./not-applicable";
import { property, replace, sdkModule } from "./sdk";

type Done = (error: Error | null | undefined, response?: unknown) => void;
type Implementation = Record<string, (call: { request: unknown }, done: Done) => unknown>;

/**
 * Serves the pack's methods by HTTP/2 alone where the caller is Gatewright's own engine: what else `@grpc/grpc-js` can do takes a quarter of
 * the time of a large stack. The Pulumi engine is served as the SDK does.
 */
export function serveLightly(environment: NodeJS.ProcessEnv): void {
  if (environment[UNREAD] !== "true") {
    return;
  }
  const prototype = property(property(sdkModule("@grpc/grpc-js"), "Server"), "prototype");
  const methods: UnaryMethod[] = [];
  const isAdding = replace(prototype, "addService", () => (service, implementation) => {
    methods.push(
      ...methodsOf(service as Parameters<typeof methodsOf>[0], handlersOf(implementation as Implementation)),
    );
  });
  if (isAdding) {
    replace(prototype, "bindAsync", () => (_address, _credentials, done) => {
      const analyze = methods.filter(({ path }) => path === "/pulumirpc.Analyzer/Analyze");
      serveUnary([...methods, ...analyze.map((method) => eachOf(method, ANALYZE_EACH))]).then(
        ({ port }) => (done as Done)(null, port),
        (error: Error) => (done as Done)(error),
      );
    });
  }
}

function handlersOf(implementation: Implementation): Record<string, (request: unknown) => Promise<unknown>> {
  return Object.fromEntries(
    Object.entries(implementation).map(([name, method]) => [name, (request: unknown) => answerOf(method, request)]),
  );
}

function answerOf(method: Implementation[string], request: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    method({ request }, (error, response) =>
      error === null || error === undefined ? resolve(response) : reject(error),
    );
  });
}
