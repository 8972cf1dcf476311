import { evaluate } from "../engine";
import { readSnapshot } from "../gateway/model/snapshot";
import { type GatewayOptions, readLocalSettings, type ServedStage, startGateway as serve } from "../gateway/server";
import { defined } from "../language/defined";
import { SERVED_HERE } from "../language/served-here";
import { chooseKey } from "../cli/key";
import { tokenTargets } from "../cli/shared/token-targets";
import { openStack, type StackOptions } from "./stack-options";

/** The options of a gateway in a test. */
export interface TestGatewayOptions
  extends StackOptions, Pick<GatewayOptions, "host" | "iam" | "allowHosts" | "https" | "webSocket"> {
  /** The port to listen on. @default 0, a free one */
  port?: number;
  /** For which issuers tokens of `token()` are accepted. @default "always" */
  standIn?: NonNullable<GatewayOptions["issuer"]>["standIn"];
  /** Takes every line of the log; `lines` has them too. @default none */
  log?: (line: string) => void;
}

/** The claims of a token. */
export interface TokenOptions {
  /** @default "alice" */
  sub?: string;
  /** Scopes, separated by spaces. */
  scope?: string;
  /** @default that of the program's only JWT or user pool authorizer */
  issuer?: string;
  /** @default the first that the authorizer accepts */
  audience?: string | string[];
  /** In seconds; negative for a token that has expired. @default 3600 */
  expiresIn?: number;
  /** Further claims. */
  claims?: Record<string, unknown>;
}

/** A program that is served on this machine until it is stopped. */
export interface TestGateway {
  /** The URL of the first API's first stage, without a slash at the end. */
  readonly url: string;
  /** Every stage of every API. */
  readonly apis: readonly ServedStage[];
  /** The log so far. */
  readonly lines: readonly string[];
  /** Sends a request to a path below `url`. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Signs a token that the program's JWT authorizers accept. */
  token(options?: TokenOptions): Promise<string>;
  /** Returns the value of an API key: the only one, or the one that the name means. */
  key(name?: string): string;
  /** Stops listening, and ends the functions. */
  stop(): Promise<void>;
}

/**
 * Serves a program as `gatewright serve` does. Nothing is kept on disk: counts and keys last as long as the gateway.
 *
 * @throws EvaluationError where the program does not evaluate
 *
 * @example
 * ```ts
 * const gateway = await startGateway({ stack: "local", port: 0 });
 * const response = await gateway.fetch("/orders/7", { headers: { authorization: `Bearer ${await gateway.token()}` } });
 * await gateway.stop();
 * ```
 */
export async function startGateway(options: TestGatewayOptions): Promise<TestGateway> {
  const { port = 0, standIn = "always", log, host, iam, allowHosts, https, webSocket, ...stack } = options;
  const { evaluation, localSettings } = openStack(stack);
  const { graph } = await evaluate({
    ...evaluation,
    environment: { ...evaluation.environment, [SERVED_HERE]: "yes" },
  });
  const snapshot = readSnapshot(graph);
  const lines: string[] = [];
  const gateway = await serve(snapshot, {
    ...defined({ host, iam, allowHosts, https, webSocket }),
    port,
    local: readLocalSettings(localSettings),
    issuer: { standIn },
    log: (line) => {
      lines.push(line);
      log?.(line);
    },
  });
  const url = (gateway.apis[0]?.url ?? gateway.url).replace(/\/$/, "");
  const { model } = snapshot;
  return {
    url,
    lines,
    apis: gateway.apis,
    fetch: (path, init) => fetch(url + path, init),
    token: ({ sub = "alice", ...claims } = {}) => {
      const [only, ...others] = tokenTargets(model);
      const defaults =
        only !== undefined && others.length === 0 ? { issuer: only.issuer, audience: only.audience } : {};
      return gateway.issuer.mint({ ...defaults, ...defined(claims), sub });
    },
    key: (name) => chooseKey(model.apiKeys, name, `${graph.project} in stack "${graph.stack}"`).value,
    stop: () => gateway.close(),
  };
}
