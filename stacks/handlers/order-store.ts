import { randomUUID } from "node:crypto";

export interface OrderItem {
  sku: string;
  quantity: number;
}

export interface Order {
  id: string;
  status: "placed" | "shipped" | "cancelled";
  items: OrderItem[];
  /** ISO 8601, UTC. */
  placedAt: string;
}

/**
 * The orders by customer, in the memory of one running copy of the function: they are gone when it ends, and on AWS two copies
 * don't see each other's. It is enough to try the API; a shop puts a table behind these four functions.
 */
const ordersByCustomer = new Map<string, Order[]>([
  [
    "alice",
    [
      {
        id: "order-1",
        status: "shipped",
        items: [{ sku: "kettle", quantity: 1 }],
        placedAt: "2026-01-05T09:30:00.000Z",
      },
      { id: "order-2", status: "placed", items: [{ sku: "cup", quantity: 6 }], placedAt: "2026-01-12T16:05:00.000Z" },
    ],
  ],
]);

/** A customer's orders, the oldest first. */
export function ordersOf(customer: string): readonly Order[] {
  return ordersByCustomer.get(customer) ?? [];
}

export function findOrder(customer: string, id: string | undefined): Order | undefined {
  return ordersOf(customer).find((order) => order.id === id);
}

export function placeOrder(customer: string, items: OrderItem[]): Order {
  const order: Order = { id: randomUUID(), status: "placed", items, placedAt: new Date().toISOString() };
  ordersByCustomer.set(customer, [...ordersOf(customer), order]);
  return order;
}

/** Cancels the order unless it was shipped, and returns it as it is then. */
export function cancelOrder(order: Order): Order {
  if (order.status === "placed") {
    order.status = "cancelled";
  }
  return order;
}
