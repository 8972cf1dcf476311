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
  RESPONSE_PARAMETER_FIELDS,
  type ResponseParameterFields,
  STREAMING_FIELDS,
  type StreamingFields,
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
import { httpInputs } from "../http-inputs";
import type { IntegrationKindDefinition } from "../kind";
import { checkRest, restProperties } from "../rest-extension";
import { checkTimeout } from "../timeout";
import { webSocketInputs } from "../websocket-inputs";

/** An integration with an HTTP endpoint whose response is passed through unchanged. */
export interface HttpProxyIntegration
  extends
    IntegrationFields<"httpProxy">,
    UrlFields,
    BackendFields,
    RequestParameterFields,
    ResponseParameterFields,
    StreamingFields,
    ConnectionFields,
    CertificateFields {
  /**
   * The method that the backend is called with; `ANY` keeps the request's own.
   *
   * @default "ANY"; "POST" on a WebSocket API
   * @example
   * ```ts
   * httpProxy("https://backend.example/orders", { method: "GET" });
   * ```
   */
  method?: string;
  /**
   * The name that the backend's certificate must have. HTTP APIs only.
   *
   * @default the URL's host
   * @example
   * ```ts
   * httpProxy("https://10.0.0.7/orders", { tlsServerName: "orders.example" });
   * ```
   */
  tlsServerName?: pulumi.Input<string>;
}

/** The options of an HTTP proxy integration. */
export type HttpProxyOptions = Omit<HttpProxyIntegration, "kind" | "url">;

/**
 * Sends requests to a public HTTP endpoint (HTTP_PROXY).
 *
 * @param url the endpoint; `{proxy}` takes what the route's `{proxy+}` matched
 * @example
 * ```ts
 * new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "ANY /{proxy+}": httpProxy("https://backend.example/{proxy}") } });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 */
export function httpProxy(url: pulumi.Input<string>, options: HttpProxyOptions = {}): HttpProxyIntegration {
  return { kind: "httpProxy", url, ...options };
}

export const httpProxyKind: IntegrationKindDefinition<HttpProxyIntegration> = {
  fields: {
    ...INTEGRATION_FIELDS,
    ...URL_FIELDS("httpProxy"),
    ...BACKEND_FIELDS,
    ...REQUEST_PARAMETER_FIELDS,
    ...RESPONSE_PARAMETER_FIELDS,
    ...STREAMING_FIELDS,
    ...CONNECTION_FIELDS,
    ...CERTIFICATE_FIELDS,
    method: { plain: true },
    tlsServerName: { on: ["HTTP"], instead: "leave it out: the certificate has to be for the URL's own host" },
  },
  label: urlLabel,
  check: (problems, spec, api) => {
    checkUrl(problems, spec);
    checkMethod(problems, spec);
    checkTimeout(problems, spec, api);
    if (api === "REST") {
      checkRest(problems, spec);
    }
  },
  http: (component, spec) => ({
    ...httpInputs(component, spec),
    integrationType: "HTTP_PROXY",
    integrationMethod: spec.method ?? "ANY",
    integrationUri: urlOf(component, spec),
    payloadFormatVersion: "1.0",
    tlsConfig: spec.tlsServerName === undefined ? undefined : { serverNameToVerify: spec.tlsServerName },
  }),
  rest: {
    isProxy: true,
    integration: (component, spec) => ({
      type: "http_proxy",
      httpMethod: spec.method ?? "ANY",
      uri: urlOf(component, spec),
      requestParameters: pathParameterMappings(spec.url, spec),
      properties: { ...restProperties(component, spec), ...certificateProperties(spec) },
    }),
  },
  websocket: (component, spec) => ({
    ...webSocketInputs(component, spec),
    integrationType: "HTTP_PROXY",
    integrationMethod: spec.method ?? "POST",
    integrationUri: spec.url,
  }),
  pathParameters: ({ url }) => pathParameterNames(url),
};
