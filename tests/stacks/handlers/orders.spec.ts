import assert from "node:assert/strict";
import type { APIGatewayProxyEventV2WithJWTAuthorizer as OrdersEvent } from "aws-lambda";
import { handler } from "../../../stacks/handlers/orders";

interface Call {
  customer: string;
  id?: string;
  query?: Record<string, string>;
  body?: string;
  base64?: boolean;
}

/** The event that API Gateway sends for a route: payload format 2.0 with a JWT authorizer. */
function event(routeKey: string, { customer, id, query, body, base64 = false }: Call): OrdersEvent {
  const [method = "", path = ""] = routeKey.split(" ");
  return {
    version: "2.0",
    routeKey,
    rawPath: path.replace("{id}", id ?? ""),
    rawQueryString: "",
    headers: {},
    queryStringParameters: query,
    pathParameters: id === undefined ? undefined : { id },
    body,
    isBase64Encoded: base64,
    requestContext: {
      accountId: "123456789012",
      apiId: "abcdefghij",
      domainName: "abcdefghij.execute-api.eu-west-1.amazonaws.com",
      domainPrefix: "abcdefghij",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" },
      requestId: "request",
      routeKey,
      stage: "$default",
      time: "01/Jan/2026:00:00:00 +0000",
      timeEpoch: 1767225600000,
      authorizer: { principalId: "", integrationLatency: 0, jwt: { claims: { sub: customer }, scopes: [] } },
    },
  };
}

async function call(routeKey: string, request: Call): Promise<{ status?: number; body: unknown; location?: unknown }> {
  const { statusCode, headers, body } = await handler(event(routeKey, request));
  assert.equal(headers?.["content-type"], "application/json");
  return { status: statusCode, body: JSON.parse(body ?? ""), location: headers?.location };
}

const cups = { body: JSON.stringify({ items: [{ sku: "cup", quantity: 2 }] }) };

async function placed(customer: string): Promise<{ id: string }> {
  const { body } = await call("POST /orders", { customer, ...cups });
  return body as { id: string };
}

describe("the orders handler", () => {
  it("lists the customer's own orders, the oldest first", async () => {
    const { status, body } = await call("GET /orders", { customer: "alice" });
    assert.equal(status, 200);
    assert.deepEqual(
      (body as { orders: { id: string }[] }).orders.map(({ id }) => id),
      ["order-1", "order-2"],
    );
    assert.deepEqual(await call("GET /orders", { customer: "nobody" }), {
      status: 200,
      body: { orders: [] },
      location: undefined,
    });
  });

  it("lists the orders in one status", async () => {
    const { body } = await call("GET /orders", { customer: "alice", query: { status: "shipped" } });
    assert.deepEqual(body, {
      orders: [
        {
          id: "order-1",
          status: "shipped",
          items: [{ sku: "kettle", quantity: 1 }],
          placedAt: "2026-01-05T09:30:00.000Z",
        },
      ],
    });
  });

  it("places an order, says where it is, and reads it back", async () => {
    const created = await call("POST /orders", { customer: "bob", ...cups });
    const { id, placedAt } = created.body as { id: string; placedAt: string };
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.match(placedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const order = { id, status: "placed", items: [{ sku: "cup", quantity: 2 }], placedAt };
    assert.deepEqual(created, { status: 201, body: order, location: `/orders/${id}` });
    assert.deepEqual(await call("GET /orders/{id}", { customer: "bob", id }), {
      status: 200,
      body: order,
      location: undefined,
    });
  });

  it("reads a body that API Gateway sends in base64", async () => {
    const body = Buffer.from(cups.body).toString("base64");
    assert.equal((await call("POST /orders", { customer: "bob", body, base64: true })).status, 201);
  });

  it("names all that is wrong with an order", async () => {
    const body = JSON.stringify({ items: [{ sku: "", quantity: 1 }, { sku: "cup", quantity: 1.5 }, "cup"] });
    assert.deepEqual(await call("POST /orders", { customer: "bob", body }), {
      status: 400,
      body: {
        message: "The order is not valid",
        problems: [
          "items[0].sku must be a string",
          "items[1].quantity must be a whole number, 1 or more",
          "items[2].sku must be a string",
          "items[2].quantity must be a whole number, 1 or more",
        ],
      },
      location: undefined,
    });
  });

  for (const body of [undefined, "", "cup", "null", "[]", "{}", '{"items":"cup"}', '{"items":[]}']) {
    it(`says what an order looks like when the body is ${body ?? "absent"}`, async () => {
      assert.deepEqual(await call("POST /orders", { customer: "bob", body }), {
        status: 400,
        body: {
          message: "The order is not valid",
          problems: ['the body must be JSON of the form {"items": [{"sku": "cup", "quantity": 2}]}'],
        },
        location: undefined,
      });
    });
  }

  it("hides another customer's order as if it did not exist", async () => {
    const { id } = await placed("carol");
    for (const routeKey of ["GET /orders/{id}", "POST /orders/{id}/cancel"]) {
      assert.deepEqual(await call(routeKey, { customer: "mallory", id }), {
        status: 404,
        body: { message: `No order ${id}` },
        location: undefined,
      });
    }
  });

  it("cancels an order once and for all", async () => {
    const { id } = await placed("dave");
    for (const attempt of [1, 2]) {
      const { status, body } = await call("POST /orders/{id}/cancel", { customer: "dave", id });
      assert.deepEqual([attempt, status, (body as { status: string }).status], [attempt, 200, "cancelled"]);
    }
    const { body } = await call("GET /orders/{id}", { customer: "dave", id });
    assert.equal((body as { status: string }).status, "cancelled");
  });

  it("does not cancel what was shipped", async () => {
    assert.deepEqual(await call("POST /orders/{id}/cancel", { customer: "alice", id: "order-1" }), {
      status: 409,
      body: { message: "Order order-1 was shipped and can't be cancelled" },
      location: undefined,
    });
  });

  it("answers a route that it has no action for", async () => {
    assert.deepEqual(await call("DELETE /orders/{id}", { customer: "alice", id: "order-1" }), {
      status: 404,
      body: { message: "No action for DELETE /orders/{id}" },
      location: undefined,
    });
  });
});
