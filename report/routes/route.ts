import { defined } from "../../language/defined";
import { parseFunctionArn } from "../../aws/lambda-arn";
import { logicalName } from "../../engine/graph/named-resource";
import type { LambdaTarget } from "../../gateway/model/shared/lambda-function";
import type { ThrottleModel } from "../../gateway/model/http-api/model";

/** One route of an API as a reviewer needs it. Nothing in it is secret. */
export interface RouteReport {
  routeKey: string;
  integration: IntegrationReport;
  authorizer: AuthorizerReport;
  /** Indicates whether the caller needs an API key of a usage plan. */
  apiKey: boolean;
  /** By stage, in the order of the stages. */
  throttles: ThrottleReport[];
  /** The parts of a request that API Gateway validates, such as `body`. */
  validation: string[];
  cors: CorsOwner;
}

export interface IntegrationReport {
  /** `Lambda`, `HTTP`, `MOCK`, `none` or a service's action, such as `SQS-SendMessage`. */
  kind: string;
  /** The function's name in the program, or the URL without user and query. */
  target?: string;
  timeoutMs?: number;
  /** True where it goes through a VPC link. */
  isPrivate: boolean;
}

export interface AuthorizerReport {
  /** `NONE`, `JWT`, `CUSTOM`, `AWS_IAM` or `COGNITO_USER_POOLS`. */
  type: string;
  name?: string;
  /** The issuer or the function that decides. */
  decidedBy?: string;
  scopes: string[];
  /** The audiences that a token may be for. */
  audiences?: readonly string[];
  /** The seconds that an authorizer's answer is cached. */
  resultTtlSeconds?: number;
  /** The parts of a request that identify the caller, such as `$request.header.Authorization`. */
  identitySources?: readonly string[];
}

export interface ThrottleReport {
  stage: string;
  rateLimit?: number;
  burstLimit?: number;
  /** The place where the limits are set. */
  from: "route" | "stage" | "account";
}

/**
 * The part that answers preflights and adds the headers: API Gateway, a route for OPTIONS, or the integration, which has to do it by itself.
 * `none` for WebSocket APIs, where browsers ask for no CORS.
 */
export type CorsOwner = "API Gateway" | "OPTIONS route" | "integration" | "none";

/** A function that a route calls, for what it costs and where it ends. */
export interface RouteFunction {
  target: LambdaTarget;
  role: "integration" | "authorizer";
  /** True where an authorizer's answers are cached. */
  isCached: boolean;
}

/** A route with the functions behind it. */
export interface ReadRoute {
  report: RouteReport;
  functions: RouteFunction[];
}

/** Returns a function's name in the program with its alias or version; that of its ARN where it is deployed elsewhere. */
export function functionName({ function: found, arn = "", qualifier }: LambdaTarget): string {
  const name = found === undefined ? (parseFunctionArn(arn)?.name ?? "another function") : logicalName(found.urn);
  return qualifier === undefined ? name : `${name}:${qualifier}`;
}

/** Returns the function that an integration calls, if it calls one. */
export function integrationFunctions(integration: { lambda?: LambdaTarget | undefined } | undefined): RouteFunction[] {
  const target = integration?.lambda;
  return target === undefined ? [] : [{ target, role: "integration", isCached: false }];
}

/** Returns what an authorizer of a function is asked with, and for how long its answer holds. */
export function asked({
  resultTtlSeconds,
  identitySources,
}: Required<Pick<AuthorizerReport, "resultTtlSeconds" | "identitySources">>): Pick<
  AuthorizerReport,
  "resultTtlSeconds" | "identitySources"
> {
  return { resultTtlSeconds, identitySources };
}

/** Returns a URL without what may be secret in it: user, password and query. */
export function safeUrl(url: string): string {
  return url.replace(/^([a-z]+:\/\/)[^/@]*@/i, "$1").replace(/[?#].*$/s, "");
}

/** Returns a route's limits in a stage: its own, what it leaves out from the stage, and otherwise the account's. */
export function throttleOf(stage: string, own: ThrottleModel | undefined, all: ThrottleModel): ThrottleReport {
  const { rateLimit = all.rateLimit, burstLimit = all.burstLimit } = own ?? {};
  const isOwn = own?.rateLimit !== undefined || own?.burstLimit !== undefined;
  const isSet = rateLimit !== undefined || burstLimit !== undefined;
  const from = isOwn ? "route" : isSet ? "stage" : "account";
  return defined({ stage, rateLimit, burstLimit, from } as const);
}
