import * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { checkTags } from "../shared/texts";
import { NAMES } from "../../aws/names";
import { LIMITS } from "../../aws/quotas";
import { checkLimit } from "../shared/limits";
import { checkArgumentNames } from "../shared/arguments";
import { isDeferred, Problems, throwIfInvalid } from "../shared/problems";
import { logWarnings } from "../shared/warnings";
import { fittingName } from "../shared/resource-names";
import { checkPort } from "./ports";
import { subnetsInSupportedZones } from "./availability-zones";
import { renamed } from "../shared/renamed";

/**
 * A backend that a VPC link may reach.
 *
 * @example { securityGroupId: tasks.id, port: 8080 }
 */
export interface VpcLinkTargetArgs {
  /**
   * The security group of the load balancer, the tasks or the instances.
   * @example tasks.id
   */
  securityGroupId: pulumi.Input<string>;
  /**
   * The one TCP port that is opened between the two.
   * @example 8080
   */
  port: pulumi.Input<number>;
}

/**
 * The arguments of a VpcLink.
 *
 * @example { vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds }
 */
export interface VpcLinkArgs {
  /**
   * The VPC that the link's network interfaces are in.
   * @example vpc.vpcId
   */
  vpcId: pulumi.Input<string>;
  /**
   * The private subnets of the interfaces, in Availability Zones that VPC links support.
   * @example vpc.privateSubnetIds
   */
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The backends that the link may reach, by a name for the rules; one port is opened for each. @default none
   * @example { orders: { securityGroupId: tasks.id, port: 8080 } }
   */
  targets?: Record<string, VpcLinkTargetArgs>;
  /**
   * An existing security group; no rules are added to it. @default a new group for this link
   * @example group.id
   */
  securityGroupId?: pulumi.Input<string>;
  /** Indicates whether to look up the subnets' Availability Zones before the link is created. @default true */
  checkAvailabilityZones?: boolean;
  /**
   * The tags of the link and its security group. @default none
   * @example { team: "orders" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * A VPC link of version 2: the way from API Gateway to load balancers and services inside a VPC. HTTP and REST APIs share
 * one, however many they are; an account has ten in a region. AWS can't change its subnets or security groups later, so
 * a change of these makes a new one first.
 *
 * @example
 * ```ts
 * const vpcLink = new VpcLink("shop", { vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds });
 * loadBalancer(listener, { vpcLink });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html
 */
export class VpcLink extends pulumi.ComponentResource {
  /** The link's id, which integrations take. */
  readonly vpcLinkId: pulumi.Output<string>;
  /** The security group that the link's traffic comes from. */
  readonly securityGroupId: pulumi.Output<string>;
  private readonly targets = new Set<string>();

  constructor(name: string, args: VpcLinkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:VpcLink", name, {}, acceptedByAws(`VpcLink "${name}"`, renamed(name, opts)));
    const component = `VpcLink "${name}"`;
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "VpcLinkArgs");
    checkNetwork(problems, args);
    for (const [target, { port }] of Object.entries(args.targets ?? {})) {
      problems.known<number>(`targets.${target}.port`, port, checkPort);
    }
    checkTags(problems.at("tags"), args.tags);
    throwIfInvalid(component, problems);
    logWarnings(component, problems.warnings, this);

    const group = args.securityGroupId ?? securityGroup(name, args, this).id;
    this.securityGroupId = pulumi.output(group);
    for (const [target, rule] of Object.entries(args.targets ?? {})) {
      this.allow(target, rule);
    }
    const link = vpcLink(name, component, args, group, this);

    this.vpcLinkId = link.id;
    this.registerOutputs({ vpcLinkId: this.vpcLinkId, securityGroupId: this.securityGroupId });
  }

  /** The link's id. */
  get id(): pulumi.Output<string> {
    return this.vpcLinkId;
  }

  /**
   * Opens one port between the link and a backend, on both security groups.
   *
   * @param target a literal that names the rules
   */
  allow(target: string, args: VpcLinkTargetArgs): void {
    const problems = new Problems();
    problems.unless(!this.targets.has(target), "allow", {
      received: target,
      expected: "a name that no other target of the link has",
      fix: "choose another name: it names the two security group rules",
    });
    throwIfInvalid(`VpcLink "${pulumi.resourceName(this)}"`, problems);
    this.targets.add(target);
    openPort(this, target, args, this);
  }
}

/**
 * Opens one port between a link and a backend. The rules are the children of what asks for them, so that a target of the link and a
 * backend can have one name.
 */
export function openPort(
  link: VpcLink,
  target: string,
  { securityGroupId, port }: VpcLinkTargetArgs,
  parent: pulumi.Resource,
): void {
  const name = `${pulumi.resourceName(link)}-${target}`;
  const way = { fromPort: port, toPort: port, ipProtocol: "tcp" };
  const toBackend = { ...way, securityGroupId: link.securityGroupId, referencedSecurityGroupId: securityGroupId };
  const fromLink = { ...way, securityGroupId, referencedSecurityGroupId: link.securityGroupId };
  new vpc.SecurityGroupEgressRule(
    `${name}-egress`,
    { ...toBackend, description: ruleDescription(`to ${target}`) },
    { parent },
  );
  new vpc.SecurityGroupIngressRule(
    `${name}-ingress`,
    { ...fromLink, description: "from the VPC link of API Gateway" },
    { parent },
  );
}

/**
 * Returns the description of a rule without the characters that EC2 rejects, at most 255 of them.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
function ruleDescription(text: string): string {
  return text.replace(/[^a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]/g, "-").slice(0, 255);
}

function securityGroup(name: string, args: VpcLinkArgs, parent: pulumi.Resource): ec2.SecurityGroup {
  return new ec2.SecurityGroup(
    fittingName(`${name}-security-group`, NAMES.securityGroup),
    { vpcId: args.vpcId, description: "VPC link of API Gateway: each backend has a rule of its own", tags: args.tags },
    { parent },
  );
}

function vpcLink(
  name: string,
  component: string,
  args: VpcLinkArgs,
  group: pulumi.Input<string>,
  parent: pulumi.Resource,
): apigatewayv2.VpcLink {
  const subnetIds =
    args.checkAvailabilityZones === false ? args.subnetIds : subnetsInSupportedZones(component, args.subnetIds, parent);
  return new apigatewayv2.VpcLink(
    fittingName(name, NAMES.vpcLink),
    { subnetIds, securityGroupIds: [group], tags: args.tags },
    { parent },
  );
}

function checkNetwork(problems: Problems, { subnetIds, securityGroupId, targets }: VpcLinkArgs): void {
  if (!isDeferred(subnetIds)) {
    const count = (subnetIds as readonly unknown[]).length;
    problems.unless(count > 0, "subnetIds", {
      received: [],
      expected: "at least one subnet",
      fix: "pass the VPC's private subnets",
    });
    checkLimit(problems, "subnetIds", count, LIMITS.http.subnetsPerVpcLink);
  }
  problems.unless(securityGroupId === undefined || targets === undefined, "targets", {
    expected: "no value beside a security group of one's own",
    fix: "leave securityGroupId out, or write its rules yourself",
  });
}
