import * as pulumi from "@pulumi/pulumi";
import type { IntegrationSpec } from "../integrations/integration-spec";
import { loadBalancer, type LoadBalancerOptions } from "../integrations/load-balancer";
import type { VpcLink } from "../vpc-links/vpc-link";
import { balancer, type PrivateBackendArgs } from "./balancer";

export interface EcsBackendArgs extends PrivateBackendArgs {
  /** The VPC link that API Gateway reaches it by. */
  vpcLink: VpcLink;
}

/** Where the containers of an ECS service are, as `awsx.ecs.FargateService` and `aws.ecs.Service` take it. */
export interface EcsNetwork {
  subnets: string[];
  securityGroups: string[];
  assignPublicIp: boolean;
}

/** Where a load balancer finds the containers of an ECS service. */
export interface EcsTarget {
  targetGroupArn: string;
  containerName: string;
  containerPort: number;
}

/**
 * What an ECS service on Fargate needs to stand behind an API: an internal application load balancer, and security groups that
 * open the container's port to it alone. The service itself is `awsx.ecs.FargateService` or `aws.ecs.Service`, old or new: it
 * takes `networkConfiguration` and `loadBalancers`.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
 */
export class EcsBackend extends pulumi.ComponentResource {
  /** The listener, which `loadBalancer()` takes. */
  readonly listenerArn: pulumi.Output<string>;
  /** The service's network. */
  readonly networkConfiguration: pulumi.Output<EcsNetwork>;
  private readonly targetGroupArn: pulumi.Output<string>;

  constructor(
    name: string,
    private readonly args: EcsBackendArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("gatewright:index:EcsBackend", name, {}, opts);

    const form = { loadBalancerType: "application", targetType: "ip" } as const;
    const { listener, targetGroup, targetSecurityGroup } = balancer(name, args, form, args.vpcLink, this);

    this.listenerArn = listener.arn;
    // a service can't be made before its target group has a load balancer: whoever has the ARN waits for the listener
    this.targetGroupArn = pulumi.all([targetGroup.arn, listener.arn]).apply(([arn]) => arn);
    this.networkConfiguration = pulumi
      .all([args.subnetIds, targetSecurityGroup.id])
      .apply(([subnets, group]) => ({ subnets, securityGroups: [group], assignPublicIp: false }));
    this.registerOutputs({ listenerArn: this.listenerArn, networkConfiguration: this.networkConfiguration });
  }

  /** The service's load balancers. @param containerName the container of the task that listens on the port */
  loadBalancers(containerName: string): pulumi.Output<EcsTarget[]> {
    const { port } = this.args;
    return this.targetGroupArn.apply((targetGroupArn) => [{ targetGroupArn, containerName, containerPort: port }]);
  }

  /** The integration that sends a route's requests to the service. */
  integration(options: Omit<LoadBalancerOptions, "vpcLink"> = {}): IntegrationSpec {
    const name = pulumi.resourceName(this);
    return { name, ...loadBalancer(this.listenerArn, { name, ...options, vpcLink: this.args.vpcLink }) };
  }
}
