import * as pulumi from "@pulumi/pulumi";
import { type ArnInput, arnTarget } from "../arn-target";
import { pathParameterMappings } from "./http-proxy";
import type { IntegrationExtension, IntegrationKindDefinition } from "../integration-kind";
import type { IntegrationSpec } from "../integration-spec";
import {
  privateInputs,
  type PrivateOptions,
  privatePathParameters,
  privateProblems,
  vpcLinkId,
} from "../private-integration";
import { commonExtension, restFieldProblems } from "../rest-extension";

/** What a spec of kind `loadBalancer` has. */
export interface LoadBalancerFields {
  /** The port of the listener, on a REST API. @default 443 with `tlsServerName`, 80 without */
  listenerPort?: number;
  /** The Host header that a REST API sends. @default `tlsServerName`, or the load balancer's name */
  hostName?: pulumi.Input<string>;
}

export type LoadBalancerOptions = PrivateOptions & LoadBalancerFields;

/**
 * Sends requests to a load balancer inside a VPC, application or network, through a VPC link (HTTP_PROXY).
 *
 * @param listener the load balancer's listener, a reference with its ARN, or its ARN
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export function loadBalancer(listener: ArnInput, { vpcLink, ...options }: LoadBalancerOptions): IntegrationSpec {
  const { targetArn, name } = arnTarget(listener);
  const label = typeof targetArn === "string" ? balancerName(targetArn) : name;
  return { kind: "loadBalancer", targetArn, name: label, connectionId: vpcLinkId(vpcLink), ...options };
}

/** A listener has no name but its load balancer's: `listener/app/<name>/<id>/<id>`. */
function balancerName(listenerArn: string): string | undefined {
  return listenerArn.split("/")[2];
}

const LISTENER = {
  service: "elasticloadbalancing",
  resource: /^listener\/(app|net)\/[^/]+\/[^/]+\/[^/]+$/,
  what: "a listener of an application or network load balancer",
  pass: "the listener itself, not the load balancer",
};

export const loadBalancerKind: IntegrationKindDefinition = {
  apiKinds: ["HTTP", "REST"],
  label: (spec) => (typeof spec.targetArn === "string" ? balancerName(spec.targetArn) : undefined),
  problems: (spec, argument, api = "HTTP") => [
    ...privateProblems(spec, argument, api, LISTENER),
    ...(api === "REST" ? restFieldProblems(spec, argument, true) : []),
    ...(api === "REST" && spec.path === undefined && spec.targetArn !== undefined
      ? [
          {
            argument: `${argument}.path`,
            expected: "the backend's path: a REST API has none by itself",
            fix: 'write path: "/{proxy}"',
          },
        ]
      : []),
  ],
  inputs: (component, spec) => privateInputs(component, spec, LISTENER),
  extension: restExtension,
  pathParameters: privatePathParameters,
};

/**
 * A REST API names the load balancer, not the listener, and finds the listener by the port of the URL.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
 */
function restExtension(component: string, spec: IntegrationSpec): IntegrationExtension {
  const isSecure = spec.tlsServerName !== undefined;
  const listener = pulumi.output(spec.targetArn ?? "");
  const target = listener.apply((arn) => arn.replace(":listener/", ":loadbalancer/").replace(/\/[^/]+$/, ""));
  const host = spec.hostName ?? spec.tlsServerName ?? listener.apply((arn) => arn.split("/")[2] ?? "");
  const port = spec.listenerPort ?? (isSecure ? 443 : 80);
  const url = pulumi.interpolate`${isSecure ? "https" : "http"}://${host}:${port}${spec.path ?? "/"}`;
  return {
    type: "http_proxy",
    httpMethod: spec.method ?? "ANY",
    uri: url,
    ...commonExtension(component, { ...spec, integrationTarget: target }),
    ...pathParameterMappings({ ...spec, url: spec.path }),
  };
}
