import type {
  RestApiModel,
  RestAuthorizerModel,
  RestIntegrationModel,
  RestMethodModel,
  RestStageModel,
} from "../../gateway/model/api-model";
import { defined } from "../../language/defined";
import {
  type AuthorizerReport,
  type CorsOwner,
  functionName,
  integrationFunctions,
  type IntegrationReport,
  type ReadRoute,
  type RouteFunction,
  safeUrl,
  throttleOf,
  asked,
  type ThrottleReport,
} from "./route";

/** Reads the methods of a REST API, those that answer preflights by a MOCK apart: they belong to the others. */
export function restRoutes(api: RestApiModel): ReadRoute[] {
  const { methods } = api.definition;
  const preflights = methods.filter(isPreflight);
  const mocked = new Set(preflights.map(({ path }) => path));
  const answered = new Set(methods.filter(({ httpMethod }) => httpMethod === "OPTIONS").map(({ path }) => path));
  return methods
    .filter((method) => !isPreflight(method))
    .map((method) => ({
      report: {
        routeKey: method.routeKey,
        integration: integrationOf(method.integration),
        authorizer: authorizerOf(method),
        apiKey: method.apiKeyRequired,
        throttles: api.stages.map((stage) => throttleIn(stage, method)),
        validation: validationOf(method),
        cors: mocked.has(method.path) ? "API Gateway" : corsOwner(answered.has(method.path)),
      },
      functions: [...integrationFunctions(method.integration), ...authorizerFunctions(method.authorizer)],
    }));
}

function isPreflight({ httpMethod, integration }: RestMethodModel): boolean {
  return httpMethod === "OPTIONS" && integration?.type === "MOCK";
}

function corsOwner(isAnswered: boolean): CorsOwner {
  return isAnswered ? "OPTIONS route" : "integration";
}

/** The settings of a method replace those of all methods. */
function throttleIn(stage: RestStageModel, { path, httpMethod }: RestMethodModel): ThrottleReport {
  const settings = (methodPath: string) =>
    stage.methodSettings.find((other) => other.methodPath === methodPath)?.throttle;
  return throttleOf(stage.name, settings(`${path.replace(/^\//, "")}/${httpMethod}`), settings("*/*") ?? {});
}

function validationOf(method: RestMethodModel): string[] {
  const required = Object.values(method.requestParameters).filter((isRequired) => isRequired).length;
  return [
    ...(method.validatesBody && Object.keys(method.requestModels).length > 0 ? ["body"] : []),
    ...(method.validatesParameters && required > 0 ? ["parameters"] : []),
  ];
}

const SERVICE = /^arn:[^:]*:apigateway:[^:]*:([^:]+):/;

function integrationOf(integration: RestIntegrationModel | undefined): IntegrationReport {
  if (integration === undefined) {
    return { kind: "none", isPrivate: false };
  }
  const { type, lambda, uri, timeoutMs, connectionType } = integration;
  const isPrivate = connectionType === "VPC_LINK";
  if (lambda !== undefined) {
    return { kind: "Lambda", target: functionName(lambda), timeoutMs, isPrivate };
  }
  const service = SERVICE.exec(uri ?? "")?.[1];
  const kind = type === "MOCK" ? "MOCK" : type.startsWith("HTTP") ? "HTTP" : (service ?? "AWS");
  const target = kind === "HTTP" && uri !== undefined ? safeUrl(uri) : undefined;
  return defined({ kind, target, timeoutMs, isPrivate });
}

function authorizerOf(method: RestMethodModel): AuthorizerReport {
  const { authorizationType: type, authorizer, authorizationScopes: scopes } = method;
  return defined({
    type,
    name: authorizer === undefined ? undefined : authorizer.name,
    decidedBy: authorizer === undefined ? undefined : deciderOf(authorizer),
    scopes: [...scopes],
    audiences: authorizer?.type === "JWT" ? authorizer.trusted.flatMap(({ audiences }) => audiences) : undefined,
    ...(authorizer !== undefined && "lambda" in authorizer ? asked(authorizer) : undefined),
  });
}

function deciderOf(authorizer: RestAuthorizerModel): string {
  return "issuers" in authorizer ? authorizer.issuers.join(", ") : functionName(authorizer.lambda);
}

function authorizerFunctions(authorizer: RestAuthorizerModel | undefined): RouteFunction[] {
  return authorizer !== undefined && "lambda" in authorizer
    ? [{ target: authorizer.lambda, role: "authorizer", isCached: authorizer.resultTtlSeconds > 0 }]
    : [];
}
