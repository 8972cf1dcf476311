import * as pulumi from "@pulumi/pulumi";
import * as autoscaling from "@pulumi/aws/autoscaling";
import * as lb from "@pulumi/aws/lb";
import * as servicediscovery from "@pulumi/aws/servicediscovery";
import { checkArgumentNames } from "../shared/arguments";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { Problems, throwIfInvalid } from "../shared/problems";
import type { VpcLink } from "./vpc-link";
import { balancer, checkBackend, type PrivateBackendArgs } from "./balancer";
import type { PrivateBackendRef } from "./backend-integration";
import { cloudMapEntry } from "./cloud-map-entry";
import { renamed } from "../shared/renamed";

/**
 * The arguments of an Ec2Backend.
 *
 * @example { vpcLink, vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds, port: 8080, instanceIds: { first: instance.id } }
 */
export interface Ec2BackendArgs extends PrivateBackendArgs {
  /**
   * The VPC link that API Gateway reaches it by.
   * @example new VpcLink("shop", { vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds })
   */
  vpcLink: VpcLink;
  /**
   * The instances behind the load balancer, by a name for each; they need `targetSecurityGroupId`. @default none
   * @example { first: instance.id }
   */
  instanceIds?: Record<string, pulumi.Input<string>>;
  /**
   * The name of an Auto Scaling group, instead of `instanceIds`. @default none
   * @example group.name
   */
  autoScalingGroupName?: pulumi.Input<string>;
  /**
   * The private IPv4 addresses of the instances, by a name for each; with `namespaceId`, instead of `instanceIds`. @default none
   * @example { first: instance.privateIp }
   */
  instanceAddresses?: Record<string, pulumi.Input<string>>;
}

/**
 * The resources that instances or an Auto Scaling group need to stand behind an API: an internal network load balancer, or entries in Cloud
 * Map, and security groups that open their port to it alone. A route takes `ec2(backend)`.
 *
 * @example
 * ```ts
 * const backend = new Ec2Backend("stock", {
 *   vpcLink,
 *   vpcId: vpc.vpcId,
 *   subnetIds: vpc.privateSubnetIds,
 *   port: 8080,
 *   instanceIds: { first: instance.id },
 * });
 * ```
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export class Ec2Backend extends pulumi.ComponentResource implements PrivateBackendRef {
  /** The listener in front of the instances; undefined where Cloud Map finds them. */
  readonly listenerArn: pulumi.Output<string> | undefined;
  /** The Cloud Map service; undefined where a load balancer is in front. */
  readonly cloudMapServiceArn: pulumi.Output<string> | undefined;
  /** The security group for the instances. */
  readonly targetSecurityGroupId: pulumi.Output<string>;
  readonly vpcLink: VpcLink;
  readonly listenerPort: number | undefined;
  readonly tlsServerName: pulumi.Input<string> | undefined;
  readonly integrationName: string;

  constructor(name: string, args: Ec2BackendArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:Ec2Backend", name, {}, acceptedByAws(`Ec2Backend "${name}"`, renamed(name, opts)));
    const problems = new Problems();
    checkArgumentNames(`Ec2Backend "${name}"`, problems, args, "Ec2BackendArgs");
    checkBackend(problems, args);
    checkTargets(problems, args);
    throwIfInvalid(`Ec2Backend "${name}"`, problems);
    ({ vpcLink: this.vpcLink, tlsServerName: this.tlsServerName } = args);
    this.integrationName = name;

    const way = args.namespaceId === undefined ? behindBalancer(name, args, this) : inCloudMap(name, args, this);

    this.listenerArn = way.listenerArn;
    this.listenerPort = way.listenerPort;
    this.cloudMapServiceArn = way.cloudMapServiceArn;
    this.targetSecurityGroupId = way.targetSecurityGroupId;
    const { listenerArn, cloudMapServiceArn, targetSecurityGroupId } = this;
    this.registerOutputs({ listenerArn, cloudMapServiceArn, targetSecurityGroupId });
  }
}

type Way = Pick<Ec2Backend, "listenerArn" | "listenerPort" | "cloudMapServiceArn" | "targetSecurityGroupId">;

function behindBalancer(name: string, args: Ec2BackendArgs, parent: pulumi.Resource): Way {
  const form = { loadBalancerType: "network", targetType: "instance" } as const;
  const { listener, listenerPort, targetGroup, targetSecurityGroup } = balancer(name, args, form, args.vpcLink, parent);
  attachments(name, args, targetGroup, parent);
  const targetSecurityGroupId = targetSecurityGroup.id;
  return { listenerArn: listener.arn, listenerPort, cloudMapServiceArn: undefined, targetSecurityGroupId };
}

function attachments(name: string, args: Ec2BackendArgs, group: lb.TargetGroup, parent: pulumi.Resource): void {
  for (const [instance, targetId] of Object.entries(args.instanceIds ?? {})) {
    const target = { targetGroupArn: group.arn, targetId, port: args.port };
    new lb.TargetGroupAttachment(`${name}-${instance}`, target, { parent });
  }
  if (args.autoScalingGroupName !== undefined) {
    const target = { autoscalingGroupName: args.autoScalingGroupName, lbTargetGroupArn: group.arn };
    new autoscaling.Attachment(`${name}-group`, target, { parent });
  }
}

/** An entry needs its address and its port. https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html */
function inCloudMap(name: string, args: Ec2BackendArgs, parent: pulumi.Resource): Way {
  const { namespaceId = "", vpcLink, port, instanceAddresses = {} } = args;
  const { service, targetSecurityGroup } = cloudMapEntry(name, namespaceId, args, "api", vpcLink, parent);
  for (const [instanceId, address] of Object.entries(instanceAddresses)) {
    const attributes = { AWS_INSTANCE_IPV4: address, AWS_INSTANCE_PORT: String(port) };
    new servicediscovery.Instance(
      `${name}-${instanceId}`,
      { serviceId: service.id, instanceId, attributes },
      { parent },
    );
  }
  const targetSecurityGroupId = targetSecurityGroup.id;
  return { listenerArn: undefined, listenerPort: undefined, cloudMapServiceArn: service.arn, targetSecurityGroupId };
}

function checkTargets(problems: Problems, args: Ec2BackendArgs): void {
  const { instanceIds, autoScalingGroupName, instanceAddresses, namespaceId } = args;
  if (namespaceId !== undefined) {
    const unsupported = instanceIds === undefined ? "autoScalingGroupName" : "instanceIds";
    problems.unless(args[unsupported] === undefined, unsupported, {
      expected: "instanceAddresses beside namespaceId: Cloud Map knows instances by their addresses",
      fix: "write instanceAddresses: { first: instance.privateIp }, or leave namespaceId out",
    });
    return;
  }
  problems.unless(instanceAddresses === undefined, "instanceAddresses", {
    expected: "a namespaceId beside it: a load balancer takes instanceIds",
    fix: "name the Cloud Map namespace, or write instanceIds",
  });
  problems.unless(instanceIds === undefined || autoScalingGroupName === undefined, "instanceIds", {
    expected: "either instanceIds or autoScalingGroupName",
    fix: "leave the instances to their Auto Scaling group",
  });
}
