import {
  INTEGRATION_FIELDS,
  type IntegrationFields,
  TEMPLATE_FIELDS,
  TEMPLATE_SELECTION_FIELDS,
  type TemplateFields,
  type TemplateSelectionFields,
} from "../fields";
import type { IntegrationKindDefinition } from "../kind";
import { checkResponses, DEFAULT_RESPONSES, restProperties } from "../rest-extension";
import { checkTemplateSelection, DEFAULT_TEMPLATE, webSocketInputs } from "../websocket-inputs";

/** An integration without a backend. */
export interface MockIntegration extends IntegrationFields<"mock">, TemplateFields, TemplateSelectionFields {}

/** The options of an integration without a backend. */
export type MockOptions = Omit<MockIntegration, "kind">;

/** The template that chooses the response of status 200: without it, a MOCK integration answers nothing. */
const STATUS_200 = '{"statusCode": 200}';

/**
 * Responds without a backend (MOCK): `requestTemplates` select the status, and the response of that status has the body.
 * REST and WebSocket APIs only.
 *
 * @example
 * ```ts
 * mock({ responses: [{ statusCode: "200", templates: { "application/json": '{"status":"up"}' } }] });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function mock(options: MockOptions = {}): MockIntegration {
  return { kind: "mock", ...options };
}

export const mockKind: IntegrationKindDefinition<MockIntegration> = {
  fields: { ...INTEGRATION_FIELDS, ...TEMPLATE_FIELDS, ...TEMPLATE_SELECTION_FIELDS },
  label: () => "mock",
  check: (problems, spec, api) => {
    checkResponses(problems, spec, api);
    checkTemplateSelection(problems, spec, api);
  },
  rest: {
    isProxy: false,
    integration: (component, spec) => ({
      type: "mock",
      responses: spec.responses ?? DEFAULT_RESPONSES,
      properties: {
        ...restProperties(component, spec),
        timeoutInMillis: undefined,
        requestTemplates: spec.requestTemplates ?? { "application/json": STATUS_200 },
      },
    }),
  },
  websocket: (component, spec) => ({
    ...webSocketInputs(component, {
      ...spec,
      requestTemplates: spec.requestTemplates ?? { [DEFAULT_TEMPLATE]: STATUS_200 },
    }),
    integrationType: "MOCK",
  }),
};
