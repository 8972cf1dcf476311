import * as pulumi from "@pulumi/pulumi";
import * as autoscaling from "@pulumi/aws/autoscaling";
import * as lb from "@pulumi/aws/lb";
import type { IntegrationSpec } from "../integrations/integration-spec";
import { loadBalancer, type LoadBalancerOptions } from "../integrations/load-balancer";
import { type Problem, refuse } from "../problems";
import type { VpcLink } from "../vpc-links/vpc-link";
import { balancer, type PrivateBackendArgs } from "./balancer";

export interface Ec2BackendArgs extends PrivateBackendArgs {
  /** The VPC link that API Gateway reaches it by. */
  vpcLink: VpcLink;
  /** The instances, by a name for each; they need `targetSecurityGroupId`. @default none */
  instanceIds?: Record<string, pulumi.Input<string>>;
  /** Or the name of an Auto Scaling group. @default none */
  autoScalingGroupName?: pulumi.Input<string>;
}

/**
 * What instances or an Auto Scaling group need to stand behind an API: an internal network load balancer, and security groups
 * that open their port to it alone.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export class Ec2Backend extends pulumi.ComponentResource {
  /** The listener, which `loadBalancer()` takes. */
  readonly listenerArn: pulumi.Output<string>;
  /** The security group for the instances. */
  readonly targetSecurityGroupId: pulumi.Output<string>;

  constructor(
    name: string,
    private readonly args: Ec2BackendArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("gatewright:index:Ec2Backend", name, {}, opts);
    refuse(`Ec2Backend "${name}"`, targetProblems(args));

    const form = { loadBalancerType: "network", targetType: "instance" } as const;
    const { listener, targetGroup, targetSecurityGroup } = balancer(name, args, form, args.vpcLink, this);

    this.listenerArn = listener.arn;
    this.targetSecurityGroupId = targetSecurityGroup.id;
    attachments(name, args, targetGroup, this);
    this.registerOutputs({ listenerArn: this.listenerArn, targetSecurityGroupId: this.targetSecurityGroupId });
  }

  /** The integration that sends a route's requests to the instances. */
  integration(options: Omit<LoadBalancerOptions, "vpcLink"> = {}): IntegrationSpec {
    const name = pulumi.resourceName(this);
    return { name, ...loadBalancer(this.listenerArn, { name, ...options, vpcLink: this.args.vpcLink }) };
  }
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

function targetProblems({ instanceIds, autoScalingGroupName }: Ec2BackendArgs): Problem[] {
  return instanceIds !== undefined && autoScalingGroupName !== undefined
    ? [
        {
          argument: "instanceIds",
          wanted: "either instanceIds or autoScalingGroupName",
          fix: "leave the instances to their Auto Scaling group",
        },
      ]
    : [];
}
