import type { IntegrationKindDefinition } from "../integration-kind";
import type { IntegrationFields, IntegrationSpec } from "../integration-spec";
import { commonExtension, mappingExtension, restFieldProblems } from "../rest-extension";
import type { RestIntegrationFields } from "../rest-fields";

/** What can be said about an integration without a backend. */
export type MockOptions = Pick<IntegrationFields, "name"> &
  Pick<RestIntegrationFields, "requestTemplates" | "responses" | "passthroughBehavior">;

/** The template that chooses the response of status 200. */
const STATUS_200 = { "application/json": '{"statusCode": 200}' };

/**
 * Answers by itself, without a backend (MOCK): `requestTemplates` give the status, the response of that status its body.
 * REST and WebSocket APIs only.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function mock(options: MockOptions = {}): IntegrationSpec {
  return { kind: "mock", ...options };
}

export const mockKind: IntegrationKindDefinition = {
  apiKinds: ["REST", "WEBSOCKET"],
  mapsPayload: true,
  label: () => undefined,
  problems: (spec, argument) => restFieldProblems(spec, argument, false),
  inputs: () => ({ integrationType: "MOCK" }),
  extension: (component, spec) => {
    const common = { ...commonExtension(component, spec), timeoutInMillis: undefined };
    return { type: "mock", ...common, ...mappingExtension({ requestTemplates: STATUS_200, ...spec }) };
  },
};
