import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { hasField, integrationKind } from "../integrations/integration-kinds";
import type { IntegrationSpec } from "../integrations/integration-spec";
import type { IntegrationInputs } from "../integrations/kind";
import type { IntegrationResponse } from "../integrations/mapping-fields";
import { DEFAULT_RESPONSES } from "../integrations/rest-extension";
import { DEFAULT_TEMPLATE, templateSelection } from "../integrations/websocket-inputs";

/** Returns the inputs of an integration that was checked for WebSocket APIs. */
export function webSocketIntegrationInputs(component: string, spec: IntegrationSpec): IntegrationInputs {
  const inputs = integrationKind(spec).websocket?.(component, spec);
  if (inputs === undefined) {
    throw new Error(`${component}: WebSocket APIs do not support ${spec.kind}(), which their check refuses`);
  }
  return inputs;
}

/**
 * Makes the integration responses of an integration that is no proxy: one for each pattern of statuses or error messages, and
 * always the default one, without which AWS has no response for the rest.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 */
export function integrationResponses(
  name: string,
  spec: IntegrationSpec,
  integration: apigatewayv2.Integration,
  parent: pulumi.Resource,
): apigatewayv2.IntegrationResponse[] {
  return responsesOf(spec).map(({ selectionPattern, templates, contentHandling, ...selection }) => {
    const key = selectionPattern === undefined ? DEFAULT_TEMPLATE : `/${selectionPattern}/`;
    return new apigatewayv2.IntegrationResponse(
      `${name}-${selectionPattern ?? "default"}`,
      {
        apiId: integration.apiId,
        integrationId: integration.id,
        integrationResponseKey: key,
        responseTemplates: templates,
        templateSelectionExpression: templates === undefined ? undefined : templateSelection(selection),
        contentHandlingStrategy: contentHandling,
      },
      { parent },
    );
  });
}

function responsesOf(spec: IntegrationSpec): readonly IntegrationResponse[] {
  if (!hasField(spec, "responses")) {
    return [];
  }
  const { responses = [] } = spec;
  const isComplete = responses.some(({ selectionPattern }) => selectionPattern === undefined);
  return isComplete ? responses : [...responses, ...DEFAULT_RESPONSES];
}
