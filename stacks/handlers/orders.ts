import type {
  APIGatewayProxyEventV2WithJWTAuthorizer as OrdersEvent,
  APIGatewayProxyStructuredResultV2 as Response,
} from "aws-lambda";
import { readOrderRequest } from "./order-request";
import { cancelOrder, findOrder, type Order, ordersOf, placeOrder } from "./order-store";

/** One action for each route: API Gateway has matched the request already and says which one it was. */
export const actions: Record<string, (event: OrdersEvent) => Response | Promise<Response>> = {
  "GET /orders": list,
  "POST /orders": create,
  "GET /orders/{id}": read,
  "POST /orders/{id}/cancel": cancel,
  "POST /order-updates": follow,
};

/** The Lambda function behind every /orders route. */
export function handler(event: OrdersEvent): Promise<Response> {
  const action = actions[event.routeKey];
  return Promise.resolve(action ? action(event) : json(404, { message: `No action for ${event.routeKey}` }));
}

function list(event: OrdersEvent): Response {
  const status = event.queryStringParameters?.status;
  const orders = ordersOf(customerOf(event));
  return json(200, { orders: orders.filter((order) => status === undefined || order.status === status) });
}

async function create(event: OrdersEvent): Promise<Response> {
  const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8").toString();
  const request = readOrderRequest(body);
  if ("problems" in request) {
    return json(400, { message: "The order is not valid", problems: request.problems });
  }
  const order = placeOrder(customerOf(event), request.items);
  await tellSubscribers(event, order);
  return json(201, order, { location: `/orders/${order.id}` });
}

function read(event: OrdersEvent): Response {
  const order = findOrder(customerOf(event), event.pathParameters?.id);
  return order ? json(200, order) : notFound(event);
}

async function cancel(event: OrdersEvent): Promise<Response> {
  const order = findOrder(customerOf(event), event.pathParameters?.id);
  if (!order) {
    return notFound(event);
  }
  if (order.status === "shipped") {
    return json(409, { message: `Order ${order.id} was shipped and can't be cancelled` });
  }
  const cancelled = cancelOrder(order);
  await tellSubscribers(event, cancelled);
  return json(200, cancelled);
}

/** A ticket to follow one's orders with. */
async function follow(event: OrdersEvent): Promise<Response> {
  const { issueTicket, TICKET_SECONDS } = await import("./order-subscribers.js");
  return json(201, { ticket: await issueTicket(customerOf(event)), expiresInSeconds: TICKET_SECONDS });
}

/** The order stands whether or not its subscribers hear of it: what goes wrong here is for the log. */
async function tellSubscribers(event: OrdersEvent, order: Order): Promise<void> {
  if (process.env.WEBSOCKET_CALLBACK_URL === undefined) {
    return;
  }
  try {
    const { publish } = await import("./order-subscribers.js");
    await publish(customerOf(event), { order });
  } catch (error) {
    console.error("subscribers were not notified of", order.id, error);
  }
}

/** Whoever the token was issued to; API Gateway has verified it. */
function customerOf(event: OrdersEvent): string {
  return String(event.requestContext.authorizer.jwt.claims.sub);
}

function notFound(event: OrdersEvent): Response {
  return json(404, { message: `No order ${event.pathParameters?.id}` });
}

function json(statusCode: number, body: object, headers: Record<string, string> = {}): Response {
  return { statusCode, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}
