import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { LIMITS } from "../../aws/quotas";
import { serviceUri } from "../integrations/kinds/aws-service";
import { fittingUri } from "../integrations/kinds/lambda";
import type { IntegrationInputs } from "../integrations/integration-kind";
import type { IntegrationSpec } from "../integrations/integration-spec";

const DEFAULT_TEMPLATE = "$default";

/**
 * What AWS is told about an integration of a WebSocket API: its templates go by keys of their own, and it waits 29 seconds
 * at most.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export function webSocketIntegrationInputs(component: string, spec: IntegrationSpec): IntegrationInputs {
  const templates = requestTemplates(spec);
  return {
    ...backendInputs(component, spec),
    ...connection(spec),
    description: spec.description,
    timeoutMilliseconds: spec.timeoutMilliseconds ?? LIMITS.websocket.integrationTimeout.value,
    requestParameters: spec.requestParameters,
    requestTemplates: templates,
    templateSelectionExpression: templates === undefined ? undefined : `\\${DEFAULT_TEMPLATE}`,
    passthroughBehavior: spec.passthroughBehavior?.toUpperCase(),
    contentHandlingStrategy: spec.contentHandling,
    credentialsArn: spec.credentials,
  };
}

function backendInputs(
  component: string,
  spec: IntegrationSpec,
): Pick<IntegrationInputs, "integrationType" | "integrationMethod" | "integrationUri"> {
  switch (spec.kind) {
    case "lambda":
      return {
        integrationType: "AWS_PROXY",
        integrationMethod: "POST",
        integrationUri: fittingUri(component, spec, "WEBSOCKET"),
      };
    case "lambdaCustom":
      return {
        integrationType: "AWS",
        integrationMethod: "POST",
        integrationUri: fittingUri(component, spec, "WEBSOCKET"),
      };
    case "httpProxy":
      return { integrationType: "HTTP_PROXY", integrationMethod: spec.method ?? "POST", integrationUri: spec.url };
    case "httpCustom":
      return { integrationType: "HTTP", integrationMethod: spec.method ?? "POST", integrationUri: spec.url };
    case "awsService":
      return { integrationType: "AWS", integrationMethod: spec.method ?? "POST", integrationUri: serviceUri(spec) };
    default:
      return { integrationType: "MOCK" };
  }
}

/**
 * AWS's guide to private integrations has WebSocket APIs reach a network load balancer by a link of version 1; its API
 * reference, which says that only HTTP APIs have a connection, does not know of it.
 * https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/websocket-api.html
 */
function connection({ connectionId }: IntegrationSpec): Pick<IntegrationInputs, "connectionType" | "connectionId"> {
  return connectionId === undefined ? {} : { connectionType: "VPC_LINK", connectionId };
}

/** A MOCK integration without template answers nothing: it gets the one that says 200. */
function requestTemplates({ kind, requestTemplates }: IntegrationSpec): IntegrationSpec["requestTemplates"] {
  return requestTemplates ?? (kind === "mock" ? { [DEFAULT_TEMPLATE]: '{"statusCode": 200}' } : undefined);
}

/** The integration responses of an integration that is no proxy: one for each pattern of statuses. */
export function integrationResponses(
  name: string,
  spec: IntegrationSpec,
  integration: apigatewayv2.Integration,
  parent: pulumi.Resource,
): apigatewayv2.IntegrationResponse[] {
  return (spec.responses ?? []).map(({ selectionPattern, templates, contentHandling }) => {
    const key = selectionPattern === undefined ? DEFAULT_TEMPLATE : `/${selectionPattern}/`;
    return new apigatewayv2.IntegrationResponse(
      `${name}-${selectionPattern ?? "default"}`,
      {
        apiId: integration.apiId,
        integrationId: integration.id,
        integrationResponseKey: key,
        responseTemplates: templates,
        templateSelectionExpression: templates === undefined ? undefined : `\\${DEFAULT_TEMPLATE}`,
        contentHandlingStrategy: contentHandling,
      },
      { parent },
    );
  });
}
