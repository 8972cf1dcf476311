import * as pulumi from "@pulumi/pulumi";
import { memberOf } from "../../aws/openapi";
import { isRecord } from "../../language/is-record";
import { authorizerKind } from "../authorizers/authorizer-kinds";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import type { IntegrationSpec } from "../integrations/integration-spec";
import { httpIntegrationInputs } from "../integrations/integration";
import type { IntegrationInputs } from "../integrations/kind";
import { legalName, type Planned } from "../shared/logical-names";
import { type RoutePlan, routeScopes } from "../shared/routes";
import type { HttpApiPlan } from "./plan";
import { defined } from "../../language/defined";

type Json = Record<string, unknown>;

/**
 * Returns the routes as one OpenAPI 3.0.1 document with API Gateway's extensions. It holds all that the resources would, so
 * that a deployment's fingerprint is made of it too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function openApiBody(plan: HttpApiPlan): pulumi.Output<string> {
  const { component, document } = plan;
  const base = document ?? { openapi: "3.0.1", info: { title: plan.name, version: "1.0" } };
  const components = isRecord(base.components) ? base.components : {};
  const body = {
    ...base,
    paths: paths(plan.routes, isRecord(base.paths) ? base.paths : {}),
    components: {
      ...components,
      ...defined({
        securitySchemes:
          plan.authorizers.length === 0 ? undefined : keyed(plan.authorizers, (it) => securityScheme(component, it)),
      }),
      "x-amazon-apigateway-integrations": keyed(plan.integrations, (it) => integrationExtension(component, it)),
    },
  };
  return pulumi.jsonStringify(withoutSecurity(body));
}

/** The document's own security would name schemes that API Gateway doesn't have: each operation says who may call it. */
function withoutSecurity({ security: _security, ...body }: Json): Json {
  return body;
}

function paths(routes: RoutePlan[], given: Json): Json {
  const all: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.key.isDefault ? "/$default" : route.key.path;
    const method = memberOf(route.key.method);
    const item = isRecord(given[path]) ? given[path] : {};
    all[path] = { ...item, ...all[path], [method]: operation(route, isRecord(item[method]) ? item[method] : {}) };
  }
  return all;
}

function operation(route: RoutePlan, given: Json): Json {
  const parameters = route.key.segments.flatMap((segment) =>
    segment.kind === "literal" ? [] : [{ name: segment.name, in: "path", required: true, schema: { type: "string" } }],
  );
  return {
    ...defined({ parameters: parameters.length === 0 ? undefined : parameters }),
    responses: { default: { description: "The response of the integration" } },
    ...given,
    ...defined({ operationId: route.args.operationName, isDefaultRoute: route.key.isDefault ? true : undefined }),
    security: route.authorizer === undefined ? [] : [{ [legalName(route.authorizer.label)]: routeScopes(route) ?? [] }],
    ...defined({ "x-amazon-apigateway-auth": route.authorizationType === "AWS_IAM" ? { type: "AWS_IAM" } : undefined }),
    "x-amazon-apigateway-integration": {
      $ref: `#/components/x-amazon-apigateway-integrations/${legalName(route.integration.label)}`,
    },
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
function integrationExtension(component: string, { spec }: Planned<IntegrationSpec>): Json {
  return integrationJson(httpIntegrationInputs(component, spec));
}

function integrationJson(inputs: IntegrationInputs): Json {
  const responses = Array.isArray(inputs.responseParameters) ? inputs.responseParameters : [];
  return {
    type: pulumi.output(inputs.integrationType).apply((type) => type.toLowerCase()),
    httpMethod: inputs.integrationMethod,
    uri: inputs.integrationUri,
    integrationSubtype: inputs.integrationSubtype,
    credentials: inputs.credentialsArn,
    connectionType: inputs.connectionType,
    connectionId: inputs.connectionId,
    payloadFormatVersion: inputs.payloadFormatVersion,
    timeoutInMillis: inputs.timeoutMilliseconds,
    requestParameters: inputs.requestParameters,
    responseParameters: responses.length === 0 ? undefined : pulumi.output(responses).apply(byStatus),
    tlsConfig: inputs.tlsConfig,
  };
}

function byStatus(responses: { statusCode: string; mappings: Record<string, string> }[]): Json {
  return Object.fromEntries(responses.map(({ statusCode, mappings }) => [statusCode, mappings]));
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function securityScheme(component: string, { spec }: Planned<AuthorizerSpec>): Json {
  const resource = authorizerKind(spec).http?.resource;
  return resource === undefined ? {} : resource.scheme(resource.inputs(component, spec));
}

function keyed<Item extends { label: string }>(items: Item[], value: (item: Item) => Json): Json {
  return Object.fromEntries(items.map((item) => [legalName(item.label), value(item)]));
}
