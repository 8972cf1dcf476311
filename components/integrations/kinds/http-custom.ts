import type * as pulumi from "@pulumi/pulumi";
import { validateOutput } from "../../shared/problems";
import { httpProxyKind, pathParameterMappings, urlProblem } from "./http-proxy";
import type { IntegrationKindDefinition } from "../integration-kind";
import type { IntegrationFields, IntegrationSpec } from "../integration-spec";
import { commonExtension, mappingExtension, restFieldProblems } from "../rest-extension";
import type { RestIntegrationFields } from "../rest-fields";

/** What can be said about an HTTP integration with mapping templates. */
export interface HttpCustomOptions
  extends
    Omit<IntegrationFields, "kind" | "responseParameters">,
    Omit<RestIntegrationFields, "streaming" | "credentials"> {
  /** The method that the backend is called with. @default "POST" */
  method?: string;
}

/**
 * Sends requests to an HTTP endpoint through mapping templates (HTTP); `httpProxy(url)` is the one without. REST and WebSocket APIs only.
 *
 * @param url where to; `{name}` stands for the route's path parameter of that name
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export function httpCustom(url: pulumi.Input<string>, options: HttpCustomOptions = {}): IntegrationSpec {
  return { kind: "httpCustom", url, ...options };
}

export const httpCustomKind: IntegrationKindDefinition = {
  apiKinds: ["REST", "WEBSOCKET"],
  mapsPayload: true,
  label: (spec) => httpProxyKind.label(spec),
  problems: (spec, argument) => [
    ...httpProxyKind
      .problems({ ...spec, requestTemplates: undefined, responses: undefined }, argument, "REST")
      .filter((problem) => !problem.argument.endsWith(".streaming")),
    ...restFieldProblems({ ...spec, requestParameters: undefined }, argument, false),
  ],
  inputs: () => ({ integrationType: "HTTP" }),
  extension: (component, spec) => ({
    type: "http",
    httpMethod: spec.method ?? "POST",
    uri: validateOutput<string>(component, spec.url ?? "", (url) => urlProblem("integration.url", url)),
    ...commonExtension(component, spec),
    ...pathParameterMappings(spec),
    ...mappingExtension(spec),
  }),
  pathParameters: (spec) => httpProxyKind.pathParameters?.(spec) ?? [],
};
