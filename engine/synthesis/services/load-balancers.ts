import { loadBalancerHostedZoneId } from "../hosted-zone";
import type { Service } from "../shape";
import type { ResourceView } from "../view";

/**
 * Load balancers, their listeners and target groups.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
 */
export const loadBalancers: Service = {
  resources: {
    "aws:lb/loadBalancer:LoadBalancer": {
      id: (r) => r.arn("elasticloadbalancing", loadBalancerPath(r)),
      defaults: {
        enableDeletionProtection: false,
        enableHttp2: true,
        idleTimeout: 60,
        loadBalancerType: "application",
      },
      computed: {
        arn: (r) => r.id,
        arnSuffix: (r) => loadBalancerPath(r).slice("loadbalancer/".length),
        dnsName: loadBalancerName,
        internal: () => false,
        ipAddressType: () => "ipv4",
        vpcId: (r) => `vpc-0${r.identifiers.hex(16)}`,
        zoneId: (r) => loadBalancerHostedZoneId(r.region) ?? `Z${r.identifiers.upper(13)}`,
      },
      tagged: true,
    },
    "aws:lb/targetGroup:TargetGroup": {
      id: (r) => r.arn("elasticloadbalancing", targetGroupPath(r)),
      defaults: { deregistrationDelay: 300, targetType: "instance" },
      computed: { arn: (r) => r.id, arnSuffix: targetGroupPath, loadBalancerArns: () => [] },
      tagged: true,
    },
    "aws:lb/listener:Listener": {
      id: listenerArn,
      computed: {
        arn: listenerArn,
        protocol: () => "HTTP",
        sslPolicy: (r) => (r.text("protocol") === "HTTPS" ? "ELBSecurityPolicy-2016-08" : ""),
      },
      tagged: true,
    },
    "aws:lb/listenerRule:ListenerRule": {
      id: listenerRuleArn,
      computed: { arn: listenerRuleArn, priority: () => 1 },
      tagged: true,
    },
  },
};

function loadBalancerPath(r: ResourceView): string {
  const kind = { network: "net", gateway: "gwy" }[r.text("loadBalancerType")] ?? "app";
  return `loadbalancer/${kind}/${r.text("name")}/${r.identifiers.hex(16)}`;
}

/**
 * Returns the DNS name, which for a Network Load Balancer has the id of its ARN, and is the same inside the VPC.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#dns-name
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
function loadBalancerName(r: ResourceView): string {
  if (r.text("loadBalancerType") === "network") {
    return `${r.text("name")}-${r.identifiers.hex(16)}.elb.${r.region}.${r.dnsSuffix}`;
  }
  const scope = r.value("internal") === true ? "internal-" : "";
  return `${scope}${r.text("name")}-${r.identifiers.digits(10)}.${r.region}.elb.${r.dnsSuffix}`;
}

function targetGroupPath(r: ResourceView): string {
  return `targetgroup/${r.text("name")}/${r.identifiers.hex(16)}`;
}

/** A listener's ARN is its load balancer's with another kind and one part more. */
function listenerArn(r: ResourceView): string {
  return `${r.text("loadBalancerArn").replace(":loadbalancer/", ":listener/")}/${r.identifiers.hex(16)}`;
}

function listenerRuleArn(r: ResourceView): string {
  return `${r.text("listenerArn").replace(":listener/", ":listener-rule/")}/${r.identifiers.hex(16)}`;
}
