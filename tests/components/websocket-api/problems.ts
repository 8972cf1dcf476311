import assert from "node:assert/strict";
import { ComponentError, WebSocketApi, type WebSocketApiArgs } from "../../../components";
import { deploy } from "../../support/deploy";

/** The problems that a WebSocketApi is refused for. */
export function webSocketProblems(
  args: WebSocketApiArgs,
): Promise<readonly { argument: string; expected: string; fix: string }[]> {
  return deploy(() => new WebSocketApi("chat", args)).then(
    () => assert.fail("it was not refused"),
    (error: unknown) => {
      assert.ok(error instanceof ComponentError, String(error));
      return error.problems;
    },
  );
}
