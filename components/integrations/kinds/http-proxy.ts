import type * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../../aws/quotas";
import { ROUTE_METHODS } from "../../../aws/route-key";
import { validateOutput, isDeferred, validateKnown, type Problem } from "../../shared/problems";
import { commonInputs, timeoutProblems } from "../integration-fields";
import type { IntegrationKindDefinition } from "../integration-kind";
import type { IntegrationFields, IntegrationSpec } from "../integration-spec";
import { commonExtension, longestTimeout, restFieldProblems } from "../rest-extension";
import type { RestIntegrationFields } from "../rest-fields";

/** What a spec of kind `httpProxy` has. */
export interface HttpProxyFields {
  /** Where the requests go; `{name}` stands for the route's path parameter of that name. */
  url?: pulumi.Input<string>;
  /** The method that the backend is called with; `ANY` keeps the request's own. @default "ANY" */
  method?: string;
  /** The name that the backend's certificate must have. @default the URL's host */
  tlsServerName?: pulumi.Input<string>;
}

/** What can be said about an HTTP proxy integration. */
export type HttpProxyOptions = Omit<IntegrationFields, "kind"> &
  Pick<HttpProxyFields, "method" | "tlsServerName"> &
  Pick<RestIntegrationFields, "streaming" | "connectionId" | "integrationTarget">;

/**
 * Sends requests to a public HTTP endpoint (HTTP_PROXY).
 *
 * @param url where to; `{proxy}` takes what the route's `{proxy+}` matched
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 */
export function httpProxy(url: pulumi.Input<string>, options: HttpProxyOptions = {}): IntegrationSpec {
  return { kind: "httpProxy", url, ...options };
}

export const httpProxyKind: IntegrationKindDefinition = {
  apiKinds: ["HTTP", "REST", "WEBSOCKET"],
  label: (spec) => (typeof spec.url === "string" ? hostOf(spec.url) : undefined),
  problems: (spec, argument, api = "HTTP") => [
    ...(spec.url === undefined
      ? [{ argument: `${argument}.url`, expected: "a URL", fix: 'use httpProxy("https://...")' }]
      : validateKnown<string>(spec.url, (url) => urlProblem(`${argument}.url`, url))),
    ...methodProblems(spec, argument),
    ...timeoutProblems(spec, argument, longestTimeout(api, spec)),
    ...(api === "REST" ? restFieldProblems(spec, argument, true) : []),
  ],
  inputs: (component, spec) => ({
    ...commonInputs(component, spec, LIMITS.http.integrationTimeout),
    integrationType: "HTTP_PROXY",
    integrationMethod: spec.method ?? "ANY",
    integrationUri: validateOutput<string>(component, spec.url ?? "", (url) => urlProblem("integration.url", url)),
    payloadFormatVersion: "1.0",
    tlsConfig: spec.tlsServerName === undefined ? undefined : { serverNameToVerify: spec.tlsServerName },
  }),
  extension: (component, spec) => ({
    type: "http_proxy",
    httpMethod: spec.method ?? "ANY",
    uri: validateOutput<string>(component, spec.url ?? "", (url) => urlProblem("integration.url", url)),
    ...commonExtension(component, spec),
    ...pathParameterMappings(spec),
  }),
  pathParameters: (spec) => pathParameterNames(spec),
};

function pathParameterNames(spec: IntegrationSpec): string[] {
  return typeof spec.url === "string" ? [...spec.url.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "") : [];
}

/**
 * The request parameters of a REST API's integration, which has to be told where each path parameter of the URL comes from.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export function pathParameterMappings(spec: IntegrationSpec): Pick<IntegrationSpec, "requestParameters"> {
  const mappings = pathParameterNames(spec).map(
    (name) => [`integration.request.path.${name}`, `method.request.path.${name}`] as const,
  );
  const requestParameters: Record<string, pulumi.Input<string>> = {
    ...Object.fromEntries(mappings),
    ...spec.requestParameters,
  };
  return Object.keys(requestParameters).length === 0 ? {} : { requestParameters };
}

export function urlProblem(argument: string, url: string): Problem | undefined {
  const problem = { argument, received: url, expected: "an http or https URL, with path parameters as {name}" };
  if (!URL.canParse(url.replace(/\{[^{}]+\}/g, "x")) || hostOf(url) === "") {
    return { ...problem, fix: 'write the whole URL, such as "https://example.com/{proxy}"' };
  }
  if (!/^https?:\/\//.test(url)) {
    return { ...problem, fix: "start it with https://" };
  }
  return url.includes("+}")
    ? { ...problem, fix: "write {proxy} without the plus sign: only the route has it" }
    : undefined;
}

export function methodProblems(spec: IntegrationSpec, argument: string): Problem[] {
  const method = spec.method ?? "ANY";
  return (ROUTE_METHODS as readonly string[]).includes(method)
    ? []
    : [
        {
          argument: `${argument}.method`,
          received: method,
          expected: ROUTE_METHODS.join(", "),
          fix: 'write "ANY" to keep the request\'s own method',
        },
      ];
}

function hostOf(url: string): string {
  const plain = url.replace(/\{[^{}]+\}/g, "x");
  return !isDeferred(url) && URL.canParse(plain) ? new URL(plain).host : "";
}
