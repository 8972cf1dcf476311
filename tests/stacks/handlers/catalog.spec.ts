import assert from "node:assert/strict";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { handler } from "../../../stacks/handlers/catalog";

/** Returns what of a request's event the handler reads. */
function event(pathParameters: Record<string, string> | null): APIGatewayProxyEvent {
  return { pathParameters } as Partial<APIGatewayProxyEvent> as APIGatewayProxyEvent;
}

describe("the catalog's handler", () => {
  it("answers the whole catalog", async () => {
    const { statusCode, body } = await handler(event(null));
    assert.equal(statusCode, 200);
    assert.deepEqual(
      (JSON.parse(body) as { sku: string }[]).map(({ sku }) => sku),
      ["kettle", "cup"],
    );
  });

  it("answers one product, or 404", async () => {
    assert.deepEqual(JSON.parse((await handler(event({ sku: "cup" }))).body), { sku: "cup", name: "Cup", price: 450 });
    assert.equal((await handler(event({ sku: "none" }))).statusCode, 404);
  });
});
