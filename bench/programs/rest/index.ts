import { Config } from "@pulumi/pulumi";
import { lambda, none, RestApi } from "../../../components";

const routes = new Config().requireNumber("routes");
const fn = (name: string): string => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
const methods = ["GET", "POST", "PUT"] as const;

/** A third as many paths as routes, three methods each, three functions behind them. */
const table = Object.fromEntries(
  Array.from({ length: routes }, (_, i) => [
    `${methods[i % 3] ?? "GET"} /r${Math.floor(i / 3)}`,
    lambda(fn(`handler-${i % 3}`)),
  ]),
);

export const url = new RestApi("bench", { defaultAuthorizer: none("a benchmark"), routes: table }).url;
