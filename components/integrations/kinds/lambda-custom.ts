import {
  BACKEND_FIELDS,
  type BackendFields,
  CREDENTIAL_FIELDS,
  type CredentialFields,
  INTEGRATION_FIELDS,
  type IntegrationFields,
  REQUEST_PARAMETER_FIELDS,
  type RequestParameterFields,
  TEMPLATE_FIELDS,
  TEMPLATE_SELECTION_FIELDS,
  type TemplateFields,
  type TemplateSelectionFields,
} from "../fields";
import {
  checkFunction,
  FUNCTION_FIELDS,
  type FunctionFields,
  functionLabel,
  PERMISSION_FIELDS,
  type PermissionFields,
  permittedFunction,
} from "../function-fields";
import { type FunctionInput, functionTarget } from "../function-target";
import { fittingUri } from "../function-uri";
import type { IntegrationKindDefinition } from "../kind";
import { checkRest, DEFAULT_RESPONSES, restProperties } from "../rest-extension";
import { checkTimeout } from "../timeout";
import { checkTemplateSelection, webSocketInputs } from "../websocket-inputs";

/** An integration with a Lambda function through mapping templates. */
export interface LambdaCustomIntegration
  extends
    IntegrationFields<"lambdaCustom">,
    FunctionFields,
    BackendFields,
    RequestParameterFields,
    TemplateFields,
    TemplateSelectionFields,
    CredentialFields,
    PermissionFields {}

/** The options of a Lambda integration with mapping templates. */
export type LambdaCustomOptions = Omit<LambdaCustomIntegration, "kind" | keyof FunctionFields>;

/**
 * Sends requests to a Lambda function through mapping templates: the function gets what `requestTemplates` make, and its
 * result goes through the template of the response whose `selectionPattern` matches its error message (AWS). REST and WebSocket APIs only.
 *
 * @example
 * ```ts
 * lambdaCustom(orders, {
 *   requestTemplates: { "application/json": '{"id":"$input.params(\'id\')"}' },
 *   responses: [{ statusCode: "200" }, { statusCode: "404", selectionPattern: "NotFound.*" }],
 * });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 */
export function lambdaCustom(fn: FunctionInput, options: LambdaCustomOptions = {}): LambdaCustomIntegration {
  return { kind: "lambdaCustom", ...functionTarget(fn), ...options };
}

export const lambdaCustomKind: IntegrationKindDefinition<LambdaCustomIntegration> = {
  fields: {
    ...INTEGRATION_FIELDS,
    ...FUNCTION_FIELDS("lambdaCustom"),
    ...BACKEND_FIELDS,
    ...REQUEST_PARAMETER_FIELDS,
    ...TEMPLATE_FIELDS,
    ...TEMPLATE_SELECTION_FIELDS,
    ...CREDENTIAL_FIELDS,
    ...PERMISSION_FIELDS,
  },
  label: functionLabel,
  check: (problems, spec, api) => {
    checkFunction(problems, spec);
    checkTimeout(problems, spec, api);
    checkRest(problems, spec, api);
    checkTemplateSelection(problems, spec, api);
  },
  rest: {
    isProxy: false,
    integration: (component, spec) => ({
      type: "aws",
      httpMethod: "POST",
      uri: fittingUri(component, spec, "REST"),
      requestParameters: spec.requestParameters,
      responses: spec.responses ?? DEFAULT_RESPONSES,
      properties: { ...restProperties(component, spec), requestTemplates: spec.requestTemplates },
    }),
  },
  websocket: (component, spec) => ({
    ...webSocketInputs(component, spec),
    integrationType: "AWS",
    integrationMethod: "POST",
    integrationUri: fittingUri(component, spec, "WEBSOCKET"),
  }),
  invokes: permittedFunction,
};
