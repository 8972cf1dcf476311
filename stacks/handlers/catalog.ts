import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

interface Product {
  sku: string;
  name: string;
  /** Cents. */
  price: number;
}

const products: readonly Product[] = [
  { sku: "kettle", name: "Kettle", price: 3900 },
  { sku: "cup", name: "Cup", price: 450 },
];

/** Returns what partners sell: the whole catalog, or one product. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const sku = event.pathParameters?.sku;
  if (sku === undefined) {
    return Promise.resolve(answer(200, products));
  }
  const product = products.find((it) => it.sku === sku);
  return Promise.resolve(product === undefined ? answer(404, { message: "no such product" }) : answer(200, product));
}

function answer(statusCode: number, body: unknown): APIGatewayProxyResult {
  return { statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
