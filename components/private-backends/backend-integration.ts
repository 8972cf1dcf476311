import type * as pulumi from "@pulumi/pulumi";
import { defined } from "../../language/defined";
import { cloudMap, type CloudMapIntegration } from "../integrations/kinds/cloud-map";
import {
  loadBalancer,
  type LoadBalancerIntegration,
  type LoadBalancerOptions,
} from "../integrations/kinds/load-balancer";
import type { VpcLinkInput } from "../integrations/vpc-link-id";
import { throwIfInvalid } from "../shared/problems";

/**
 * A backend inside a VPC: an `EcsBackend` or `Ec2Backend`, or the listener or Cloud Map service of an existing backend.
 *
 * @example { vpcLink, listenerArn: listener.arn }
 */
export interface PrivateBackendRef {
  /**
   * The VPC link that API Gateway reaches it by.
   * @example "a1b2c3"
   */
  vpcLink: VpcLinkInput;
  /**
   * The load balancer's listener in front of it. @default it is found by Cloud Map
   * @example listener.arn
   */
  listenerArn?: pulumi.Input<string>;
  /**
   * The Cloud Map service that its instances are registered with. @default it is behind a load balancer
   * @example service.arn
   */
  cloudMapServiceArn?: pulumi.Input<string>;
  /**
   * The port of the listener, for REST APIs. @default 443 with `tlsServerName`, 80 without
   * @example 8443
   */
  listenerPort?: number;
  /**
   * The name in the listener's certificate, which API Gateway verifies. @default plain HTTP inside the VPC
   * @example "orders.internal"
   */
  tlsServerName?: pulumi.Input<string>;
  /**
   * A literal that names the integration. @default the last part of the listener's or the service's ARN
   * @example "orders"
   */
  integrationName?: string;
}

/** The integration of a private backend. */
export type PrivateBackendIntegration = LoadBalancerIntegration | CloudMapIntegration;

/** The options of the integration of a private backend, which itself has its place. */
export type PrivateBackendOptions = Omit<LoadBalancerOptions, "vpcLink">;

/**
 * Sends requests to a service of ECS: an `EcsBackend`, or an existing service by its listener or its Cloud Map service
 * (HTTP_PROXY, through a VPC link). A service that Cloud Map finds is for HTTP APIs only.
 *
 * @example
 * ```ts
 * const backend = new EcsBackend("orders", { vpcLink, vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds, port: 8080 });
 * new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "ANY /orders/{proxy+}": ecsService(backend) } });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export function ecsService(service: PrivateBackendRef, options: PrivateBackendOptions = {}): PrivateBackendIntegration {
  return backendSpec("ecsService", service, options);
}

/**
 * Sends requests to EC2 instances or an Auto Scaling group: an `Ec2Backend`, or existing instances by their listener or their
 * Cloud Map service (HTTP_PROXY, through a VPC link). Instances that Cloud Map finds are for HTTP APIs only.
 *
 * @example
 * ```ts
 * const backend = new Ec2Backend("stock", { vpcLink, vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds, port: 8080 });
 * new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "ANY /stock/{proxy+}": ec2(backend) } });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export function ec2(instances: PrivateBackendRef, options: PrivateBackendOptions = {}): PrivateBackendIntegration {
  return backendSpec("ec2", instances, options);
}

function backendSpec(
  factory: string,
  backend: PrivateBackendRef,
  options: PrivateBackendOptions,
): PrivateBackendIntegration {
  const { vpcLink, listenerArn, cloudMapServiceArn, listenerPort, tlsServerName, integrationName } = backend;
  const own = defined({ listenerPort, tlsServerName, name: integrationName });
  if (listenerArn !== undefined && cloudMapServiceArn === undefined) {
    return loadBalancer(listenerArn, { ...own, ...options, vpcLink });
  }
  if (cloudMapServiceArn === undefined || listenerArn !== undefined) {
    const expected = "either listenerArn or cloudMapServiceArn";
    const fix = "pass an EcsBackend or Ec2Backend, or name what stands before the backend";
    throwIfInvalid(`${factory}()`, [{ argument: "listenerArn", expected, fix }]);
  }
  return cloudMap(cloudMapServiceArn ?? "", { ...own, ...options, vpcLink });
}
