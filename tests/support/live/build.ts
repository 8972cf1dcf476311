import * as pulumi from "@pulumi/pulumi";
import {
  type AuthorizerSpec,
  CustomDomain,
  HttpApi,
  httpProxy,
  iam,
  type IntegrationSpec,
  jwt,
  lambda,
  lambdaAuthorizer,
  MultiRegionDomain,
  none,
  RestApi,
  sqs,
  UsagePlans,
  WebSocketApi,
} from "../../../components";
import type { Decision, DomainSpec, HttpSpec, ProgramSpec, RestSpec, RouteSpec, SocketSpec, Target } from "./spec";

const arnOf = (name: string, qualifier?: string): string =>
  `arn:aws:lambda:eu-west-1:123456789012:function:${name}${qualifier === undefined ? "" : `:${qualifier}`}`;

/** Declares the resources of a program. */
export function build(spec: ProgramSpec): void {
  const http = spec.http && httpApi(spec.http);
  const rest = spec.rest && restApi(spec.rest);
  const socket = spec.socket && socketApi(spec.socket);
  if (spec.plans !== undefined && rest !== undefined) {
    const plans = Object.fromEntries(spec.plans.plans.map((plan, index) => [plan, { quota: quota(index) }]));
    new UsagePlans("tiers", { stages: [{ api: rest }], plans, consumers: spec.plans.consumers });
  }
  if (spec.domain !== undefined) {
    customDomain(spec.domain, { http, rest, socket });
  }
  if (spec.regions !== undefined) {
    const regions = spec.regions.map((region) => [region, { api: knownApi(region) }] as const);
    new MultiRegionDomain("global", {
      domainName: "global.example.com",
      hostedZoneId: "Z0123456789",
      regions: Object.fromEntries(regions),
    });
  }
}

function quota(index: number): { limit: number; period: "DAY" } {
  return { limit: 100 * (index + 1), period: "DAY" };
}

/** The start of the ids of APIs that another stack has deployed. */
export const ELSEWHERE = "elsewhere";

/** An API that another stack has deployed. */
function knownApi(region: string) {
  const id = `${ELSEWHERE}${region.replace(/\W/g, "")}`;
  return {
    id,
    executionArn: `arn:aws:execute-api:${region}:123456789012:${id}`,
    apiEndpoint: `https://${id}.execute-api.${region}.amazonaws.com`,
  };
}

function optionsOf({ alias }: { alias?: string }): pulumi.ComponentResourceOptions {
  return alias === undefined ? {} : { aliases: [{ name: alias }] };
}

function tagged(tag: string | undefined): { tags?: Record<string, string> } {
  return tag === undefined ? {} : { tags: { team: tag } };
}

function httpApi(spec: HttpSpec): HttpApi {
  return new HttpApi(
    spec.name,
    {
      routes: routeTable(spec.routes),
      stages: Object.fromEntries(Object.entries(spec.stages).map(([name, autoDeploy]) => [name, { autoDeploy }])),
      accessLog: { enabled: spec.logs },
      deployAs: spec.deployAs,
      ...tagged(spec.tag),
      ...(spec.cors === undefined ? undefined : { cors: { allowOrigins: [spec.cors], allowMethods: ["GET"] } }),
      ...(spec.closed === true ? closed() : undefined),
    },
    optionsOf(spec),
  );
}

function closed() {
  return { disableExecuteApiEndpoint: true, publicAddress: { domainName: "api.example.com" } };
}

function restApi(spec: RestSpec): RestApi {
  const { release, keepReleases, rollbackTo, canary } = spec;
  return new RestApi(
    spec.name,
    {
      routes: routeTable(spec.routes),
      stages: Object.fromEntries(spec.stages.map((name) => [name, {}])),
      accessLog: { enabled: spec.logs },
      apiKeyRequired: spec.apiKey ?? false,
      ...tagged(spec.tag),
      ...(spec.cors === undefined ? undefined : { cors: { allowOrigins: [spec.cors], allowMethods: ["GET"] } }),
      ...(spec.closed === true ? closed() : undefined),
      ...(canary === undefined ? undefined : { canary: { percentTraffic: canary } }),
      ...Object.fromEntries(
        Object.entries({ release, keepReleases, rollbackTo }).filter(([, value]) => value !== undefined),
      ),
    },
    optionsOf(spec),
  );
}

function socketApi(spec: SocketSpec): WebSocketApi {
  const routes = spec.routes.map(({ key, target, answers }) => [
    key,
    { integration: integration(target), response: answers },
  ]);
  return new WebSocketApi(
    spec.name,
    {
      routes: Object.fromEntries(routes) as Record<string, { integration: IntegrationSpec }>,
      authorizer: authorizer(spec.decision, ["route.request.header.Authorization"]),
      stage: spec.stage,
      autoDeploy: spec.autoDeploy,
      apiKeyRequired: spec.apiKey ?? false,
      accessLog: { enabled: false },
    },
    optionsOf(spec),
  );
}

function customDomain(
  spec: DomainSpec,
  apis: Partial<Record<"http" | "rest" | "socket", HttpApi | RestApi | WebSocketApi>>,
): void {
  const mappings = Object.entries(spec.mappings).flatMap(([path, kind]) => {
    const api = apis[kind];
    return api === undefined ? [] : [[path, { api }] as const];
  });
  new CustomDomain("front", {
    domainName: spec.domainName,
    securityPolicy: spec.securityPolicy,
    ...(spec.records ? { hostedZoneId: "Z0123456789" } : undefined),
    ...(spec.certificate === undefined
      ? undefined
      : { certificateArn: `arn:aws:acm:eu-west-1:123456789012:certificate/${spec.certificate}` }),
    ...(spec.alternativeName === undefined ? undefined : { subjectAlternativeNames: [spec.alternativeName] }),
    mappings: Object.fromEntries(mappings),
    ...(spec.rule === undefined || apis.rest === undefined
      ? undefined
      : { routingRules: { beta: { priority: spec.rule, basePaths: ["beta"], api: apis.rest } } }),
  });
}

function routeTable(routes: RouteSpec[]) {
  return Object.fromEntries(
    routes.map(({ key, target, decision, throttled }) => [
      key,
      {
        integration: integration(target),
        authorizer: authorizer(decision),
        ...(throttled === true ? { throttle: { rateLimit: 10, burstLimit: 20 } } : undefined),
        ...(decision.by === "jwt" && decision.scopes !== undefined ? { scopes: decision.scopes } : undefined),
      },
    ]),
  );
}

function integration(target: Target): IntegrationSpec {
  switch (target.to) {
    case "url":
      return httpProxy(target.url, named(target));
    case "queue":
      return sqs(`arn:aws:sqs:eu-west-1:123456789012:${target.queue}`);
    case "function": {
      const arn = arnOf(target.function, target.qualifier);
      return lambda(target.late === true ? pulumi.output(arn) : arn, named(target));
    }
  }
}

function authorizer(decision: Decision, sources?: string[]): AuthorizerSpec {
  switch (decision.by) {
    case "nobody":
      return none("a test");
    case "iam":
      return iam();
    case "jwt":
      return jwt({ issuer: decision.issuer, audience: decision.audience ?? "shop", ...named(decision) });
    case "function":
      return lambdaAuthorizer(arnOf(decision.function), {
        identitySources: decision.sources ?? sources ?? ["$request.header.Authorization"],
        ...named(decision),
      });
  }
}

function named({ name }: { name?: string }): { name?: string } {
  return name === undefined ? {} : { name };
}
