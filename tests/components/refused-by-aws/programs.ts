import * as pulumi from "@pulumi/pulumi";
import {
  CustomDomain,
  type CustomDomainArgs,
  HttpApi,
  type HttpApiArgs,
  type IntegrationSpec,
  lambda,
  none,
  RestApi,
  type RestApiArgs,
  type RestRouteArgs,
  type RouteArgs,
  UsagePlan,
  WebSocketApi,
  type WebSocketApiArgs,
  type WebSocketRouteArgs,
} from "../../../components";

export const FN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
export const FIREHOSE = "arn:aws:firehose:eu-west-1:123456789012:deliverystream";
const authorizer = none("a test");
const routes = { "GET /a": lambda(FN) };

export const text = (length: number): string => "a".repeat(length);
export const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "x"]));

/** Programs with one argument each that AWS does not accept; what is not given, it accepts. */
export const http = (args: HttpApiArgs) => (): unknown =>
  new HttpApi("shop", { defaultAuthorizer: authorizer, routes, ...args });
export const httpRoute = (route: Partial<RouteArgs>): (() => unknown) =>
  http({ routes: { "GET /a": { integration: lambda(FN), ...route } } });
export const rest = (args: RestApiArgs) => (): unknown =>
  new RestApi("shop", { defaultAuthorizer: authorizer, routes, ...args });
export const restRoute = (route: Partial<RestRouteArgs>, key = "GET /a"): (() => unknown) =>
  rest({ routes: { [key]: { integration: lambda(FN), ...route } } });
export const restIntegration = (integration: IntegrationSpec): (() => unknown) => restRoute({ integration });
export const restDocument = (document: object, operations = {}): (() => unknown) =>
  rest({
    routes: undefined,
    openapi: {
      document: { openapi: "3.0.1", info: { title: "a", version: "1" }, ...document },
      operations,
      defaultIntegration: lambda(FN),
    },
  });
export const chat = (args: Partial<WebSocketApiArgs>) => (): unknown =>
  new WebSocketApi("chat", { authorizer, routes: { say: { integration: lambda(FN) } }, ...args });
export const chatRoute = (route: Partial<WebSocketRouteArgs>): (() => unknown) =>
  chat({ routes: { say: { integration: lambda(FN), ...route } } });
export const domain = (args: Partial<CustomDomainArgs>) => (): unknown =>
  new CustomDomain("api", { domainName: "api.example.com", region: "eu-west-1", ...args });
export const rule = (headers: Record<string, string>): (() => unknown) =>
  domain({ routingRules: { a: { priority: 1, headers, api: { id: "a" }, stage: "live" } } });
export const plan = (quota: { limit: number; period: "DAY" | "WEEK" | "MONTH"; offset?: number }) => (): unknown =>
  new UsagePlan("p", { stages: [{ api: { id: "a" }, stage: "live" }], quota });

class RawResource extends pulumi.CustomResource {
  constructor(type: string, inputs: Record<string, unknown>) {
    super(type, "raw", inputs);
  }
}

/** A resource that a program makes without a component: the rule aws-accepts finds what is wrong with it. */
export const raw = (type: string, inputs: Record<string, unknown>) => (): unknown => new RawResource(type, inputs);
