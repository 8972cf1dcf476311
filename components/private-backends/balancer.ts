import type * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as lb from "@pulumi/aws/lb";
import * as vpc from "@pulumi/aws/vpc";
import type { Problems } from "../shared/problems";
import { checkTags } from "../shared/texts";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import { checkPort } from "./ports";
import { openPort, type VpcLink } from "./vpc-link";

/**
 * The arguments of every backend behind a VPC link.
 *
 * @example { vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds, port: 8080 }
 */
export interface PrivateBackendArgs {
  /**
   * The VPC of the backend.
   * @example vpc.vpcId
   */
  vpcId: pulumi.Input<string>;
  /**
   * The private subnets of the load balancer, in two Availability Zones or more.
   * @example vpc.privateSubnetIds
   */
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The port that the backend listens on: the only one that is opened to it.
   * @example 8080
   */
  port: number;
  /**
   * The path of the health check, which returns 200 to 399 while the backend is healthy. @default "/"
   * @example "/health"
   */
  healthCheckPath?: string;
  /**
   * The certificate of the listener, which makes it a TLS one on port 443. @default plain HTTP inside the VPC, on port 80
   * @example "arn:aws:acm:eu-west-1:123456789012:certificate/a1b2c3d4"
   */
  certificateArn?: pulumi.Input<string>;
  /**
   * The name in that certificate, which API Gateway verifies. @default none: there is no certificate
   * @example "orders.internal"
   */
  tlsServerName?: pulumi.Input<string>;
  /**
   * A Cloud Map namespace: the backend is registered there, and there is no load balancer; HTTP APIs only.
   * @default an internal load balancer, for HTTP and REST APIs
   * @example namespace.id
   */
  namespaceId?: pulumi.Input<string>;
  /**
   * The tags of all resources. @default none
   * @example { team: "orders" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The way the two kinds of load balancer differ here. */
export interface BalancerForm {
  loadBalancerType: "application" | "network";
  targetType: "ip" | "instance";
}

/** An internal load balancer with all that is between the VPC link and the backend. */
export interface Balancer {
  /** The listener's port. */
  listenerPort: number;
  loadBalancer: lb.LoadBalancer;
  targetGroup: lb.TargetGroup;
  listener: lb.Listener;
  /** For the backend itself: the load balancer reaches its port, and nothing else does. */
  targetSecurityGroup: ec2.SecurityGroup;
}

/**
 * The way from a VPC link to a backend: link, load balancer and backend each have a security group, and between two of them
 * exactly one port is open.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html
 */
export function balancer(
  name: string,
  args: PrivateBackendArgs,
  form: BalancerForm,
  vpcLink: VpcLink,
  parent: pulumi.Resource,
): Balancer {
  const isSecure = args.certificateArn !== undefined;
  const listenerPort = isSecure ? 443 : 80;
  const front = securityGroup(`${name}-balancer`, "The internal load balancer", args, parent);
  const targetSecurityGroup = securityGroup(`${name}-target`, "The backend behind the load balancer", args, parent);
  const loadBalancer = new lb.LoadBalancer(
    fittingName(name, NAMES.loadBalancer),
    {
      internal: true,
      loadBalancerType: form.loadBalancerType,
      securityGroups: [front.id],
      subnets: args.subnetIds,
      tags: args.tags,
      dropInvalidHeaderFields: form.loadBalancerType === "application" ? true : undefined,
    },
    { parent },
  );
  const targetGroup = new lb.TargetGroup(
    fittingName(name, NAMES.targetGroup),
    {
      vpcId: args.vpcId,
      port: args.port,
      protocol: form.loadBalancerType === "application" ? "HTTP" : "TCP",
      targetType: form.targetType,
      healthCheck: { protocol: "HTTP", path: args.healthCheckPath ?? "/", matcher: "200-399" },
      tags: args.tags,
    },
    { parent },
  );
  const listener = new lb.Listener(
    name,
    {
      loadBalancerArn: loadBalancer.arn,
      port: listenerPort,
      protocol: protocolOf(form, isSecure),
      certificateArn: args.certificateArn,
      sslPolicy: isSecure ? "ELBSecurityPolicy-TLS13-1-2-2021-06" : undefined,
      defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      tags: args.tags,
    },
    { parent },
  );
  openPort(vpcLink, name, { securityGroupId: front.id, port: listenerPort }, parent);
  openTarget(name, front, targetSecurityGroup, args.port, parent);
  return { listenerPort, loadBalancer, targetGroup, listener, targetSecurityGroup };
}

function protocolOf({ loadBalancerType }: BalancerForm, isSecure: boolean): string {
  return loadBalancerType === "application" ? (isSecure ? "HTTPS" : "HTTP") : isSecure ? "TLS" : "TCP";
}

/** Checks the arguments that both kinds of backend have. */
export function checkBackend(problems: Problems, args: PrivateBackendArgs): void {
  const { certificateArn, tlsServerName, namespaceId, port, healthCheckPath } = args;
  problems.known<number>("port", port, checkPort);
  problems.unless(healthCheckPath === undefined || /^\/.{0,1023}$/.test(healthCheckPath), "healthCheckPath", {
    received: healthCheckPath,
    expected: "a path that starts with a slash, at most 1,024 characters",
    fix: `write "/${healthCheckPath?.replace(/^\/+/, "") ?? ""}"`,
  });
  checkTags(problems.at("tags"), args.tags);
  const missing = certificateArn === undefined ? "certificateArn" : "tlsServerName";
  problems.unless((certificateArn === undefined) === (tlsServerName === undefined), missing, {
    expected: "certificateArn and tlsServerName, or neither",
    fix: "name the listener's certificate and one of the names in it: API Gateway calls it by TLS only with both",
  });
  problems.unless(namespaceId === undefined || certificateArn === undefined, "certificateArn", {
    expected: "no value beside namespaceId: there is no listener",
    fix: "let the backend have the certificate, and pass tlsServerName to the integration",
  });
}

/** A security group without a rule: each is a resource of its own. */
export function securityGroup(
  name: string,
  description: string,
  args: PrivateBackendArgs,
  parent: pulumi.Resource,
): ec2.SecurityGroup {
  return new ec2.SecurityGroup(
    fittingName(name, NAMES.securityGroup),
    { vpcId: args.vpcId, description, tags: args.tags },
    { parent },
  );
}

function openTarget(
  name: string,
  front: ec2.SecurityGroup,
  target: ec2.SecurityGroup,
  port: number,
  parent: pulumi.Resource,
): void {
  const way = { fromPort: port, toPort: port, ipProtocol: "tcp" };
  new vpc.SecurityGroupEgressRule(
    `${name}-balancer-egress`,
    { ...way, securityGroupId: front.id, referencedSecurityGroupId: target.id, description: "to the backend" },
    { parent },
  );
  new vpc.SecurityGroupIngressRule(
    `${name}-target-ingress`,
    { ...way, securityGroupId: target.id, referencedSecurityGroupId: front.id, description: "from the load balancer" },
    { parent },
  );
}
