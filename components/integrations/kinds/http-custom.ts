import type * as pulumi from "@pulumi/pulumi";
import {
  BACKEND_FIELDS,
  type BackendFields,
  CONNECTION_FIELDS,
  type ConnectionFields,
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
  CERTIFICATE_FIELDS,
  type CertificateFields,
  certificateProperties,
  checkMethod,
  checkUrl,
  pathParameterMappings,
  pathParameterNames,
  URL_FIELDS,
  type UrlFields,
  urlLabel,
  urlOf,
} from "../http-fields";
import type { IntegrationKindDefinition } from "../kind";
import { checkRest, DEFAULT_RESPONSES, restProperties } from "../rest-extension";
import { checkTimeout } from "../timeout";
import { checkTemplateSelection, webSocketInputs } from "../websocket-inputs";

/** An integration with an HTTP endpoint through mapping templates. */
export interface HttpCustomIntegration
  extends
    IntegrationFields<"httpCustom">,
    UrlFields,
    BackendFields,
    RequestParameterFields,
    TemplateFields,
    TemplateSelectionFields,
    ConnectionFields,
    CertificateFields {
  /**
   * The method that the backend is called with.
   *
   * @default "POST"
   * @example
   * ```ts
   * httpCustom("https://backend.example/orders/{id}", { method: "GET" });
   * ```
   */
  method?: string;
}

/** The options of an HTTP integration with mapping templates. */
export type HttpCustomOptions = Omit<HttpCustomIntegration, "kind" | "url">;

/**
 * Sends requests to an HTTP endpoint through mapping templates (HTTP); without templates, use `httpProxy(url)`. REST and WebSocket APIs only.
 *
 * @param url the endpoint; `{name}` stands for the route's path parameter of that name
 * @example
 * ```ts
 * httpCustom("https://backend.example/orders", {
 *   requestTemplates: { "application/json": '{"order":$input.body}' },
 *   responses: [{ statusCode: "200" }, { statusCode: "502", selectionPattern: "5\\d{2}" }],
 * });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export function httpCustom(url: pulumi.Input<string>, options: HttpCustomOptions = {}): HttpCustomIntegration {
  return { kind: "httpCustom", url, ...options };
}

export const httpCustomKind: IntegrationKindDefinition<HttpCustomIntegration> = {
  fields: {
    ...INTEGRATION_FIELDS,
    ...URL_FIELDS("httpCustom"),
    ...BACKEND_FIELDS,
    ...REQUEST_PARAMETER_FIELDS,
    ...TEMPLATE_FIELDS,
    ...TEMPLATE_SELECTION_FIELDS,
    ...CONNECTION_FIELDS,
    ...CERTIFICATE_FIELDS,
    method: { plain: true },
  },
  label: urlLabel,
  check: (problems, spec, api) => {
    checkUrl(problems, spec);
    checkMethod(problems, spec);
    checkTimeout(problems, spec, api);
    checkRest(problems, spec, api);
    checkTemplateSelection(problems, spec, api);
  },
  rest: {
    isProxy: false,
    integration: (component, spec) => ({
      type: "http",
      httpMethod: spec.method ?? "POST",
      uri: urlOf(component, spec),
      requestParameters: pathParameterMappings(spec.url, spec),
      responses: spec.responses ?? DEFAULT_RESPONSES,
      properties: {
        ...restProperties(component, spec),
        ...certificateProperties(spec),
        requestTemplates: spec.requestTemplates,
      },
    }),
  },
  websocket: (component, spec) => ({
    ...webSocketInputs(component, spec),
    integrationType: "HTTP",
    integrationMethod: spec.method ?? "POST",
    integrationUri: spec.url,
  }),
  pathParameters: ({ url }) => pathParameterNames(url),
};
