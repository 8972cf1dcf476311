import * as pulumi from "@pulumi/pulumi";
import { type ArnForm, type ArnInput, arnTarget } from "../arn-target";
import { STREAMING_FIELDS, type StreamingFields } from "../fields";
import { pathParameterMappings } from "../http-fields";
import type { IntegrationKindDefinition } from "../kind";
import {
  checkPrivate,
  PRIVATE_FIELDS,
  type PrivateFields,
  privateInputs,
  type PrivateOptions,
  privatePathParameters,
} from "../private-integration";
import { checkRest, type RestIntegration, restProperties } from "../rest-extension";
import { vpcLinkId } from "../vpc-link-id";
import { readText } from "../../shared/mocks";

/** An integration with a load balancer inside a VPC. */
export interface LoadBalancerIntegration extends PrivateFields<"loadBalancer">, StreamingFields {
  /**
   * The port of the listener, on a REST API. @default 443 with `tlsServerName`, 80 without
   * @example 8443
   */
  listenerPort?: number;
  /**
   * The Host header that a REST API sends. @default `tlsServerName`, or the load balancer's name
   * @example "orders.internal"
   */
  hostName?: pulumi.Input<string>;
}

/** The options of an integration with a load balancer. */
export type LoadBalancerOptions = PrivateOptions<LoadBalancerIntegration>;

/**
 * Sends requests to a load balancer inside a VPC, application or network, through a VPC link (HTTP_PROXY).
 *
 * @param listener the load balancer's listener, a reference with its ARN, or its ARN
 * @example
 * ```ts
 * const vpcLink = new VpcLink("shop", { vpcId, subnetIds });
 * loadBalancer(listener, { vpcLink, path: "/v1/orders/{id}", tlsServerName: "orders.internal" });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export function loadBalancer(
  listener: ArnInput,
  { vpcLink, ...options }: LoadBalancerOptions,
): LoadBalancerIntegration {
  return { kind: "loadBalancer", ...arnTarget(listener), connectionId: vpcLinkId(vpcLink), ...options };
}

/** A listener has no name but its load balancer's: `listener/app/<name>/<id>/<id>`. */
function balancerName(listenerArn: string): string | undefined {
  return listenerArn.split("/")[2];
}

const LISTENER: ArnForm = {
  service: "elasticloadbalancing",
  resource: /^listener\/(app|net)\/[^/]+\/[^/]+\/[^/]+$/,
  what: "a listener of an application or network load balancer",
  pass: "the listener itself, not the load balancer",
};

export const loadBalancerKind: IntegrationKindDefinition<LoadBalancerIntegration> = {
  fields: {
    ...PRIVATE_FIELDS(LISTENER),
    ...STREAMING_FIELDS,
    forwardStagePrefix: { plain: true, on: ["HTTP"], instead: "leave it out: a REST API sends the path alone" },
    // an EcsBackend sets it for both: the listener of an HTTP API has its port
    listenerPort: { plain: true },
    hostName: {
      on: ["REST"],
      instead: 'leave it out, or write requestParameters: requestMapping({ overwrite: { "header.host": ... } })',
    },
  },
  label: ({ targetArn, targetName }) =>
    targetName ?? (typeof targetArn === "string" ? balancerName(targetArn) : undefined),
  check: (problems, spec, api) => {
    checkPrivate(problems, spec, api, LISTENER);
    if (api === "REST") {
      checkRest(problems, spec);
      problems.unless(spec.path !== undefined, "path", {
        expected: "the backend's path: a REST API has none by itself",
        fix: 'write path: "/{proxy}"',
      });
    }
  },
  http: (component, spec) => privateInputs(component, spec, LISTENER),
  rest: { isProxy: true, integration: restIntegration },
  pathParameters: privatePathParameters,
};

/**
 * A REST API names the load balancer, not the listener, and finds the listener by the port of the URL.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
 */
function restIntegration(component: string, spec: LoadBalancerIntegration): RestIntegration {
  const isSecure = spec.tlsServerName !== undefined;
  const target = readText(spec.targetArn, (arn) => arn.replace(":listener/", ":loadbalancer/").replace(/\/[^/]+$/, ""));
  const host = spec.hostName ?? spec.tlsServerName ?? readText(spec.targetArn, (arn) => arn.split("/")[2] ?? "");
  const port = spec.listenerPort ?? (isSecure ? 443 : 80);
  return {
    type: "http_proxy",
    httpMethod: spec.method ?? "ANY",
    uri: pulumi.interpolate`${isSecure ? "https" : "http"}://${host}:${port}${spec.path ?? "/"}`,
    requestParameters: pathParameterMappings(spec.path, spec),
    properties: restProperties(component, { ...spec, integrationTarget: target }),
  };
}
