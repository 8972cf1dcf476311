import * as pulumi from "@pulumi/pulumi";
import { checkArgumentNames } from "../shared/arguments";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { Problems, throwIfInvalid } from "../shared/problems";
import type { VpcLink } from "./vpc-link";
import { balancer, checkBackend, type PrivateBackendArgs } from "./balancer";
import type { PrivateBackendRef } from "./backend-integration";
import { cloudMapEntry } from "./cloud-map-entry";
import { renamed } from "../shared/renamed";

/**
 * The arguments of an EcsBackend.
 *
 * @example { vpcLink, vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds, port: 8080 }
 */
export interface EcsBackendArgs extends PrivateBackendArgs {
  /**
   * The VPC link that API Gateway reaches it by.
   * @example new VpcLink("shop", { vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds })
   */
  vpcLink: VpcLink;
}

/** The network of an ECS service's containers, as `awsx.ecs.FargateService` and `aws.ecs.Service` take it. */
export interface EcsNetwork {
  /** The private subnets of the containers. */
  subnets: string[];
  /** The security group that opens the container's port to API Gateway alone. */
  securityGroups: string[];
  /** Indicates whether containers get public addresses: they don't. */
  assignPublicIp: boolean;
}

/** The port where a load balancer finds the containers of an ECS service. */
export interface EcsTarget {
  targetGroupArn: string;
  containerName: string;
  containerPort: number;
}

/** The registry where Cloud Map finds the containers of an ECS service. */
export interface EcsRegistry {
  registryArn: string;
  containerName: string;
  containerPort: number;
}

/**
 * The resources that an ECS service on Fargate needs to stand behind an API: an internal application load balancer, or an entry in Cloud Map,
 * and security groups that open the container's port to it alone. The service itself is `awsx.ecs.FargateService` or
 * `aws.ecs.Service`, old or new: it takes `networkConfiguration` with `loadBalancers` or `serviceRegistries`, and a route takes
 * `ecsService(backend)`.
 *
 * @example
 * ```ts
 * const backend = new EcsBackend("orders", { vpcLink, vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds, port: 8080 });
 * new aws.ecs.Service("orders", {
 *   cluster: cluster.arn,
 *   taskDefinition: task.arn,
 *   networkConfiguration: backend.networkConfiguration,
 *   loadBalancers: backend.loadBalancers("web"),
 * });
 * ```
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
 */
export class EcsBackend extends pulumi.ComponentResource implements PrivateBackendRef {
  /** The listener in front of the service; undefined where Cloud Map finds it. */
  readonly listenerArn: pulumi.Output<string> | undefined;
  /** The Cloud Map service; undefined where a load balancer is in front. */
  readonly cloudMapServiceArn: pulumi.Output<string> | undefined;
  /** The target group that the service's containers register with; undefined where Cloud Map finds them. */
  readonly targetGroupArn: pulumi.Output<string> | undefined;
  /** The service's network. */
  readonly networkConfiguration: pulumi.Output<EcsNetwork>;
  readonly vpcLink: VpcLink;
  readonly listenerPort: number | undefined;
  readonly tlsServerName: pulumi.Input<string> | undefined;
  readonly integrationName: string;
  private readonly port: number;

  constructor(name: string, args: EcsBackendArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:EcsBackend", name, {}, acceptedByAws(`EcsBackend "${name}"`, renamed(name, opts)));
    const problems = new Problems();
    checkArgumentNames(`EcsBackend "${name}"`, problems, args, "EcsBackendArgs");
    checkBackend(problems, args);
    checkSubnets(problems, args);
    throwIfInvalid(`EcsBackend "${name}"`, problems);
    ({ vpcLink: this.vpcLink, tlsServerName: this.tlsServerName, port: this.port } = args);
    this.integrationName = name;

    const way = wayTo(name, args, this);

    this.listenerArn = way.listenerArn;
    this.listenerPort = way.listenerPort;
    this.cloudMapServiceArn = way.cloudMapServiceArn;
    this.targetGroupArn = way.targetGroupArn;
    this.networkConfiguration = pulumi
      .all([args.subnetIds, way.targetSecurityGroupId])
      .apply(([subnets, group]) => ({ subnets, securityGroups: [group], assignPublicIp: false }));
    const { listenerArn, cloudMapServiceArn, targetGroupArn, networkConfiguration } = this;
    this.registerOutputs({ listenerArn, cloudMapServiceArn, targetGroupArn, networkConfiguration });
  }

  /** The service's load balancers: none where Cloud Map finds it. @param containerName the container that listens on the port */
  loadBalancers(containerName: string): pulumi.Output<EcsTarget[]> {
    const containerPort = this.port;
    return this.targetGroupArn === undefined
      ? pulumi.output([])
      : this.targetGroupArn.apply((targetGroupArn) => [{ targetGroupArn, containerName, containerPort }]);
  }

  /** The service's registry: none where a load balancer is in front. @param containerName the container that listens on the port */
  serviceRegistries(containerName: string): pulumi.Output<EcsRegistry> | undefined {
    const containerPort = this.port;
    return this.cloudMapServiceArn?.apply((registryArn) => ({ registryArn, containerName, containerPort }));
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer */
function checkSubnets(problems: Problems, { subnetIds, namespaceId }: EcsBackendArgs): void {
  problems.unless(namespaceId !== undefined || !Array.isArray(subnetIds) || subnetIds.length !== 1, "subnetIds", {
    received: 1,
    expected: "subnets in at least two Availability Zones, for the application load balancer",
    fix: "pass a private subnet of each zone",
  });
}

interface Way extends Pick<EcsBackend, "listenerArn" | "listenerPort" | "cloudMapServiceArn"> {
  targetGroupArn: pulumi.Output<string> | undefined;
  targetSecurityGroupId: pulumi.Output<string>;
}

function wayTo(name: string, args: EcsBackendArgs, parent: pulumi.Resource): Way {
  const { namespaceId, vpcLink } = args;
  if (namespaceId !== undefined) {
    const { service, targetSecurityGroup } = cloudMapEntry(name, namespaceId, args, "srv", vpcLink, parent);
    const none = { listenerArn: undefined, listenerPort: undefined, targetGroupArn: undefined };
    return { ...none, cloudMapServiceArn: service.arn, targetSecurityGroupId: targetSecurityGroup.id };
  }
  const form = { loadBalancerType: "application", targetType: "ip" } as const;
  const { listener, listenerPort, targetGroup, targetSecurityGroup } = balancer(name, args, form, vpcLink, parent);
  return {
    listenerArn: listener.arn,
    listenerPort,
    cloudMapServiceArn: undefined,
    // a service can't be made before its target group has a load balancer: whoever has the ARN waits for the listener
    targetGroupArn: pulumi.all([targetGroup.arn, listener.arn]).apply(([arn]) => arn),
    targetSecurityGroupId: targetSecurityGroup.id,
  };
}
