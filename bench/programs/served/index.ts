import { Function } from "@pulumi/aws/lambda";
import { asset } from "@pulumi/pulumi";
import { HttpApi, httpProxy, jwt, lambda, none } from "gatewright";

const hello = new Function("hello", {
  role: "arn:aws:iam::123456789012:role/hello",
  runtime: "nodejs22.x",
  handler: "handler.handler",
  code: new asset.AssetArchive({ "handler.js": new asset.FileAsset("../../peers/handler.js") }),
});

const throttle = { rateLimit: 1_000_000, burstLimit: 1_000_000 };

/** A Lambda route, one that a JWT authorizer protects, and an HTTP proxy route to the bare server. */
export const url = new HttpApi("bench", {
  defaultAuthorizer: none("the load has no tokens"),
  routes: {
    "GET /hello": lambda(hello),
    "GET /private": {
      integration: lambda(hello),
      authorizer: jwt({ issuer: "https://issuer.example.com", audience: ["bench"] }),
    },
    "GET /proxy": httpProxy(process.env.BENCH_BACKEND ?? "http://127.0.0.1:9"),
  },
  throttle,
  accessLog: { enabled: false },
}).url;

/** The same function with the access log that an API has by default. */
export const loggedUrl = new HttpApi("logged", {
  defaultAuthorizer: none("the load has no tokens"),
  routes: { "GET /hello": lambda(hello) },
  throttle,
}).url;
