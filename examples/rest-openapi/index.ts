import { join } from "node:path";
import { lambdaAuthorizer, mock, none, RestApi } from "gatewright";

const answer = (text: string): ReturnType<typeof mock> =>
  mock({ responses: [{ statusCode: "200", templates: { "application/json": text } }] });

const api = new RestApi("orders", {
  openapi: {
    document: join(__dirname, "orders.yaml"),
    operations: {
      listOrders: answer("[]"),
      addOrder: { integration: answer('{"accepted": true}'), requestModel: "Order" },
      "GET /health": { integration: answer('{"ok": true}'), authorizer: none("load balancer") },
    },
  },
  defaultAuthorizer: lambdaAuthorizer("arn:aws:lambda:us-east-1:123456789012:function:check-token", {
    authorizerType: "TOKEN",
    identityValidationExpression: "^Bearer [-0-9a-zA-Z._]+$",
  }),
});

/** The URL of the API. */
export const url = api.url;
