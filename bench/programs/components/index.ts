import { Config } from "@pulumi/pulumi";
import { HttpApi, jwt, lambda, type RouteArgs } from "gatewright";

const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const config = new Config();
const count = config.requireNumber("routes");

const routes: Record<string, RouteArgs> = Object.fromEntries(
  Array.from({ length: count }, (_, i) => [`GET /orders/${i}/{id}`, { integration: lambda(functionArn) }]),
);

export const url = new HttpApi("bench", {
  routes,
  deployAs: config.getBoolean("openapi") === true ? "openapi" : "resources",
  defaultAuthorizer: jwt({ issuer: "https://issuer.example.com", audience: ["orders"] }),
}).url;
