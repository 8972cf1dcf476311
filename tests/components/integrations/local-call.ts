import assert from "node:assert/strict";
import { WebSocket } from "ws";
import { readSnapshot } from "../../../gateway/model/snapshot";
import { type Gateway, startGateway } from "../../../gateway/server";
import { Backend } from "../../conformance/http-api/echo";
import type { Deployed } from "../../support/deploy";
import type { Answer, KindCase } from "./kind-case";
import { BODY } from "./kind-parts";
import { defined } from "../../../language/defined";

/** Calls the route of a deployed integration through the local gateway, and gives the response with the log. */
export async function callLocally(
  one: KindCase,
  route: string,
  deployed: (backend: string) => Promise<Deployed<unknown>>,
  api: "HTTP" | "REST",
  check: (response: Response, lines: string[], gateway: Gateway) => Promise<void>,
): Promise<void> {
  const backend = await Backend.start();
  let gateway: Gateway | undefined;
  const lines: string[] = [];
  try {
    const { graph } = await deployed(backend.url);
    const resources = [...graph.resources, ...(one.local?.nodes ?? [])];
    gateway = await startGateway(readSnapshot({ ...graph, resources }), {
      port: 0,
      log: (line) => lines.push(line),
      local: one.local?.settings?.(backend.url),
    });
    const [method = "", path = ""] = route.split(" ");
    const stage = api === "REST" ? "/live" : "";
    const response = await fetch(
      `${gateway.url}${stage}${path.replace("{id}", "7")}`,
      defined({
        method: method === "ANY" ? "GET" : method,
        body: method === "GET" || method === "ANY" || method === "DELETE" ? undefined : BODY,
        headers:
          method === "GET" || method === "ANY" || method === "DELETE"
            ? undefined
            : { "content-type": "application/json" },
      }),
    );
    await check(response, lines, gateway);
    if (one.hidden !== undefined) {
      assert.ok(!`${lines.join("\n")}${JSON.stringify(gateway.inbox)}`.includes(one.hidden), "the value stays hidden");
    }
  } finally {
    await gateway?.close();
    await backend.close();
  }
}

/** Sends one message over a connection of its own, and gives the answer. */
export function exchange(url: string, message: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.addEventListener("open", () => socket.send(message));
    socket.addEventListener("error", () => reject(new Error(`${url} gave no connection`)));
    socket.addEventListener("message", ({ data }) => {
      socket.close();
      resolve((data as Buffer).toString());
    });
  });
}

/** Returns parameters with those that have to match instead of what matched. */
export function matched(parameters: Record<string, unknown> | undefined, answer: Answer | undefined): unknown {
  const expected = answer?.inbox?.parameters ?? {};
  return Object.fromEntries(
    Object.entries(parameters ?? {}).map(([name, value]) => {
      const pattern = expected[name];
      return [
        name,
        pattern instanceof RegExp && pattern.test(typeof value === "string" ? value : JSON.stringify(value))
          ? pattern
          : value,
      ];
    }),
  );
}
