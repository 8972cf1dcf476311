import * as pulumi from "@pulumi/pulumi";
import { ApiKey, HttpApi, jwt, lambda, none, RestApi, WebSocketApi } from "../../../components";
import { FN, text } from "./programs";

type Value = "fits" | "refused";
type KnownLater = readonly [title: string, type: string, refused: RegExp, make: (value: Value) => unknown];

const open = none("a test");
const target = lambda(FN);
const later =
  <T>(fits: T, refused: T) =>
  (value: Value): pulumi.Output<T> =>
    pulumi.output(value).apply((known) => (known === "fits" ? fits : refused));
const description = later("a", text(1025));
const name = later("a", text(129));

/** Inputs that are Outputs, with the type of the resource that AWS would refuse, and what is reported. */
export const KNOWN_LATER: readonly KnownLater[] = [
  [
    "a description of an HTTP API",
    "apigatewayv2/api:Api",
    /description: got /,
    (value) =>
      new HttpApi("shop", { defaultAuthorizer: open, routes: { "GET /a": target }, description: description(value) }),
  ],
  [
    "a name of an HTTP API",
    "apigatewayv2/api:Api",
    /name: got /,
    (value) => new HttpApi("shop", { defaultAuthorizer: open, routes: { "GET /a": target }, name: name(value) }),
  ],
  [
    "a description of a WebSocket API",
    "apigatewayv2/api:Api",
    /description: got /,
    (value) =>
      new WebSocketApi("chat", {
        authorizer: open,
        routes: { say: { integration: target } },
        description: description(value),
      }),
  ],
  [
    "a kind of addresses of a REST API",
    "apigateway/restApi:RestApi",
    /ipAddressType: got /,
    (value) =>
      new RestApi("shop", {
        defaultAuthorizer: open,
        routes: { "GET /a": target },
        ipAddressType: later("dualstack" as const, "ipv6" as never)(value),
      }),
  ],
  [
    "an issuer of tokens",
    "apigatewayv2/authorizer:Authorizer",
    /issuer: got /,
    (value) =>
      new HttpApi("shop", {
        defaultAuthorizer: jwt({ issuer: later("https://a.example", "http://a.example")(value), audience: "shop" }),
        routes: { "GET /a": target },
      }),
  ],
  [
    "a value of an API key",
    "apigateway/apiKey:ApiKey",
    /value: expected 20 to 128 letters/,
    (value) => new ApiKey("acme", { value: later(text(20), text(19))(value) }),
  ],
];
