import { modelSchemas } from "./models";
import * as pulumi from "@pulumi/pulumi";
import { authorizerKind } from "../authorizers/authorizer-kinds";
import type { MockIntegration } from "../integrations/kinds/mock";
import { integrationExtension } from "../integrations/rest-extension";
import { type Planned, schemeName } from "../shared/logical-names";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import { gatewayResponses } from "./gateway-responses";
import { type BodyParts, mergeBody } from "./merge-body";
import { API_KEY_SCHEME, type OperationParts, operationParts, restIntegration, textForTemplates } from "./routes";
import { gatewayResponseCors, mappedCors, preflight } from "./preflight";
import type { RestApiPlan } from "./plan";
import { VALIDATORS } from "./validation";
import { defined } from "../../language/defined";

/**
 * The whole API as one OpenAPI document with API Gateway's extensions: what is imported, deployed and fingerprinted.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function restApiBody(plan: RestApiPlan): pulumi.Output<Record<string, unknown>> {
  const { component, args } = plan;
  const parts = pulumi.output(bodyParts(plan));
  const cors = args.cors === undefined || args.cors.owner === "integration" ? undefined : args.cors;
  const preflightOf = cors && ((methods: string[]) => preflightParts(plan, preflight(cors, methods)));
  return pulumi
    .all([parts, plan.document])
    .apply(([known, document]) => mergeBody(component, known as BodyParts, document, preflightOf));
}

function bodyParts(plan: RestApiPlan): pulumi.Inputs {
  const { component, name, args } = plan;
  const context = {
    component,
    apiKeyRequired: args.apiKeyRequired ?? false,
    schemeOf: schemeKey,
    corsHeaders: mappedCors(args.cors),
    isAllBinary: args.binaryMediaTypes?.includes("*/*") === true,
  };
  const operations = Object.fromEntries(
    plan.routes.map((route) => [route.key.key, operationParts(route, route.key, context)]),
  );
  const fallback = plan.fallback === undefined ? undefined : operationParts(plan.fallback, undefined, context);
  const used = [...Object.values(operations), ...(fallback === undefined ? [] : [fallback])];
  return {
    title: name,
    operations,
    fallback,
    securitySchemes: securitySchemes(component, plan.authorizers, used),
    models: modelSchemas(args.models ?? {}, plan.document),
    vpcEndpointIds: args.vpcEndpointIds,
    extensions: {
      "x-amazon-apigateway-request-validators": usedValidators(used),
      "x-amazon-apigateway-gateway-responses": gatewayResponses(args.gatewayResponses, gatewayResponseCors(args.cors)),
      "x-amazon-apigateway-policy": plan.policy,
      "x-amazon-apigateway-binary-media-types": args.binaryMediaTypes,
      "x-amazon-apigateway-minimum-compression-size": args.minimumCompressionSize,
      "x-amazon-apigateway-api-key-source": args.apiKeySource,
    },
  };
}

function usedValidators(operations: OperationParts[]): Record<string, unknown> | undefined {
  const names = new Set(operations.flatMap(({ validator }) => validator ?? []));
  const used = Object.entries(VALIDATORS).filter(([name]) => names.has(name));
  return used.length === 0 ? undefined : Object.fromEntries(used);
}

function securitySchemes(
  component: string,
  authorizers: Planned<AuthorizerSpec>[],
  operations: OperationParts[],
): Record<string, unknown> {
  const withKey = operations.some(({ security }) => security.some(({ scheme }) => scheme === API_KEY_SCHEME));
  const schemes = authorizers.map(
    ({ label, spec }) => [schemeKey(label), authorizerKind(spec).rest?.scheme?.(component, spec)] as const,
  );
  return defined({
    [API_KEY_SCHEME]: withKey ? { type: "apiKey", name: "x-api-key", in: "header" } : undefined,
    ...Object.fromEntries(schemes),
  });
}

/** The keys that no authorizer's security scheme can have: that of API keys, and the one that Pulumi's Outputs drop. */
const TAKEN_SCHEMES = [API_KEY_SCHEME, "__proto__"];

/** Returns the key of an authorizer's security scheme, which names it in AWS: two authorizers never share one. */
function schemeKey(label: string): string {
  return schemeName(TAKEN_SCHEMES.includes(label) ? `${label} authorizer` : label);
}

/** Returns the operation that answers preflights. */
function preflightParts({ component, args }: RestApiPlan, spec: MockIntegration): OperationParts {
  const [response] = spec.responses ?? [];
  return {
    parameters: [],
    requestModels: {},
    responses: { "204": { headers: Object.keys(response?.headers ?? {}) } },
    security: [],
    integration: integrationExtension(
      textForTemplates(restIntegration(component, spec), args.binaryMediaTypes?.includes("*/*") === true),
    ),
  };
}
