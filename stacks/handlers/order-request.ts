import type { OrderItem } from "./order-store";

/** The items that a request's body orders, or all that is wrong with it. */
export type OrderRequest = { items: OrderItem[] } | { problems: string[] };

/** Reads `{"items": [{"sku": "cup", "quantity": 2}]}`. */
export function readOrderRequest(body: string): OrderRequest {
  const items = itemsIn(body);
  if (items === undefined || items.length === 0) {
    return { problems: ['the body must be JSON of the form {"items": [{"sku": "cup", "quantity": 2}]}'] };
  }
  const problems = items.flatMap((item, index) => [
    ...(typeof item.sku === "string" && item.sku !== "" ? [] : [`items[${index}].sku must be a string`]),
    ...(isQuantity(item.quantity) ? [] : [`items[${index}].quantity must be a whole number, 1 or more`]),
  ]);
  return problems.length > 0
    ? { problems }
    : { items: items.map(({ sku, quantity }) => ({ sku: String(sku), quantity: Number(quantity) })) };
}

function itemsIn(body: string): Record<string, unknown>[] | undefined {
  const order = parsed(body);
  return isRecord(order) && Array.isArray(order.items)
    ? order.items.map((item: unknown) => (isRecord(item) ? item : {}))
    : undefined;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isQuantity(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value > 0;
}
