import { authorizerScopes } from "../authorizers/authorizer-kinds";
import { integrationKind } from "../integrations/integration-kinds";
import type { IntegrationSpec } from "../integrations/integration-spec";
import { integrationExtension, type RestIntegration } from "../integrations/rest-extension";
import type { ParsedRouteKey } from "../../aws/route-key";
import type { OperationPlan } from "../shared/routes";
import type { RestRouteArgs } from "./args";
import { routeModels, validatorName } from "./validation";
import { defined } from "../../language/defined";

/** A parameter of a method. */
export interface MethodParameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
}

/** The description of one operation in the body, whichever version of OpenAPI it is written in. */
export interface OperationParts {
  operationId?: unknown;
  parameters: MethodParameter[];
  /** Names of models by content type. */
  requestModels: Record<string, string>;
  /** By status: the names of headers, and the name of the model. */
  responses: Record<string, { headers: string[]; model?: string }>;
  /** Scopes by the name of a security scheme. */
  security: { scheme: string; scopes: unknown }[];
  validator?: string;
  integration: Record<string, unknown>;
}

/** The parts of the API that a route's operation refers to. */
export interface OperationContext {
  component: string;
  apiKeyRequired: boolean;
  /** The key of an authorizer's label among the security schemes. */
  schemeOf: (label: string) => string;
  /** Headers that answers of mapped integrations have, for browsers. */
  corsHeaders: Record<string, string>;
  /** True where every media type is binary. */
  isAllBinary: boolean;
}

/** The name of the scheme that asks for an API key. */
export const API_KEY_SCHEME = "api_key";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html */
export function operationParts(
  route: OperationPlan<RestRouteArgs>,
  key: ParsedRouteKey | undefined,
  context: OperationContext,
): OperationParts {
  const { args } = route;
  const integration = textForTemplates(
    withCorsHeaders(restIntegration(context.component, args.integration), context.corsHeaders),
    context.isAllBinary,
  );
  const validator = validatorName(args);
  return defined({
    operationId: args.operationName,
    parameters: methodParameters(route.args, key, integration),
    requestModels: routeModels(args),
    responses: methodResponses(args, integration),
    security: security(route, context),
    validator,
    integration: { ...integrationExtension(integration), ...cacheKeys(args) },
  });
}

/** Returns the integration of a spec that was checked for REST APIs. */
export function restIntegration(component: string, spec: IntegrationSpec): RestIntegration {
  const integration = integrationKind(spec).rest?.integration(component, spec);
  if (integration === undefined) {
    throw new Error(`${component}: REST APIs do not support ${spec.kind}(), which their check refuses`);
  }
  return integration;
}

/**
 * Lets mapping templates have the request as text where every media type is binary: they can't read a binary one, and API
 * Gateway answers 500.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function textForTemplates(integration: RestIntegration, isAllBinary: boolean): RestIntegration {
  const { properties } = integration;
  return isAllBinary && properties.requestTemplates !== undefined && properties.contentHandling === undefined
    ? { ...integration, properties: { ...properties, contentHandling: "CONVERT_TO_TEXT" } }
    : integration;
}

function withCorsHeaders(integration: RestIntegration, headers: Record<string, string>): RestIntegration {
  const { responses } = integration;
  return responses === undefined || Object.keys(headers).length === 0
    ? integration
    : {
        ...integration,
        responses: responses.map((response) => ({ ...response, headers: { ...headers, ...response.headers } })),
      };
}

function security(route: OperationPlan<RestRouteArgs>, context: OperationContext): OperationParts["security"] {
  const { args, authorizer, authorization } = route;
  return [
    ...((args.apiKeyRequired ?? context.apiKeyRequired) ? [{ scheme: API_KEY_SCHEME, scopes: [] }] : []),
    ...(authorizer === undefined
      ? []
      : [{ scheme: context.schemeOf(authorizer.label), scopes: args.scopes ?? authorizerScopes(authorization) ?? [] }]),
  ];
}

function methodParameters(
  args: RestRouteArgs,
  key: ParsedRouteKey | undefined,
  integration: RestIntegration,
): MethodParameter[] {
  const all: MethodParameter[] = [
    ...(key?.segments ?? []).flatMap((part) =>
      part.kind === "literal" ? [] : [{ name: part.name, in: "path" as const, required: true }],
    ),
    ...(args.requiredQueryParameters ?? []).map((name) => ({ name, in: "query" as const, required: true })),
    ...(args.requiredHeaders ?? []).map((name) => ({ name, in: "header" as const, required: true })),
    ...usedParameters(args, integration),
  ];
  const seen = new Set<string>();
  return all.filter((parameter) => {
    const identity = `${parameter.in}.${parameter.name}`;
    const isNew = !seen.has(identity);
    seen.add(identity);
    return isNew;
  });
}

/** A mapping or a cache key can only name a parameter that the method has. */
function usedParameters(args: RestRouteArgs, { requestParameters }: RestIntegration): MethodParameter[] {
  const mapped = Object.values(requestParameters ?? {}).flatMap((source) =>
    typeof source === "string" ? (/^method\.request\.(?:multivalue)?(.+)$/.exec(source)?.[1] ?? []) : [],
  );
  return [...mapped, ...(args.cache?.keyParameters ?? [])].flatMap((place): MethodParameter[] => {
    const [, where, name = ""] = /^(querystring|header)\.(.+)$/i.exec(place) ?? [];
    return where === undefined ? [] : [{ name, in: /^header$/i.test(where) ? "header" : "query", required: false }];
  });
}

function cacheKeys({ cache }: RestRouteArgs): Record<string, unknown> {
  return defined({
    cacheNamespace: cache?.namespace,
    cacheKeyParameters: cache?.keyParameters?.map((key) => `method.request.${key}`),
  });
}

function methodResponses(args: RestRouteArgs, integration: RestIntegration): OperationParts["responses"] {
  const responses: OperationParts["responses"] = {};
  for (const [status, model] of Object.entries(args.responseModels ?? {})) {
    responses[status] = { headers: [], model };
  }
  for (const { statusCode, headers } of integration.responses ?? []) {
    const known = responses[statusCode] ?? { headers: [] };
    responses[statusCode] = { ...known, headers: [...new Set([...known.headers, ...Object.keys(headers ?? {})])] };
  }
  return Object.keys(responses).length === 0 ? { "200": { headers: [] } } : responses;
}
