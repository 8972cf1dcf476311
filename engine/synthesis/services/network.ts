import type { ResourceShape, Service } from "../shape";
import type { ResourceView } from "../view";

/**
 * Networks and addresses.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html (ARNs)
 */
/** The resources that have the account as `ownerId`, by the prefix of their ids. */
const OWNED = ["vpc", "subnet", "sg", "rtb", "igw", "vpce"];

export const network: Service = {
  resources: {
    "aws:ec2/vpc:Vpc": {
      ...ec2("vpc", "vpc", {
        defaultNetworkAclId: (r) => `acl-0${r.identifiers.hex(16, "acl")}`,
        defaultRouteTableId: (r) => `rtb-0${r.identifiers.hex(16, "rtb")}`,
        defaultSecurityGroupId: (r) => `sg-0${r.identifiers.hex(16, "sg")}`,
        dhcpOptionsId: (r) => `dopt-0${r.identifiers.hex(16, "dopt")}`,
        enableDnsHostnames: () => false,
        enableNetworkAddressUsageMetrics: () => false,
        mainRouteTableId: (r) => `rtb-0${r.identifiers.hex(16, "rtb")}`,
      }),
      defaults: { enableDnsSupport: true, instanceTenancy: "default" },
    },
    "aws:ec2/subnet:Subnet": {
      ...ec2("subnet", "subnet", {
        availabilityZone: (r) => `${r.region}a`,
        privateDnsHostnameTypeOnLaunch: () => "ip-name",
      }),
      defaults: { assignIpv6AddressOnCreation: false, mapPublicIpOnLaunch: false },
    },
    "aws:ec2/securityGroup:SecurityGroup": {
      ...ec2("security-group", "sg", { egress: () => [], ingress: () => [], vpcId: () => "" }),
      defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    },
    "aws:ec2/securityGroupRule:SecurityGroupRule": {
      id: (r) => `sgrule-${r.identifiers.digits(10)}`,
      computed: { securityGroupRuleId: (r) => `sgr-0${r.identifiers.hex(16)}` },
    },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule(),
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule(),
    "aws:ec2/routeTable:RouteTable": {
      ...ec2("route-table", "rtb", { propagatingVgws: () => [], routes: () => [] }),
    },
    "aws:ec2/route:Route": {
      id: (r) => `r-${r.text("routeTableId")}${r.identifiers.digits(10)}`,
      computed: { origin: () => "CreateRoute", state: () => "active" },
    },
    "aws:ec2/routeTableAssociation:RouteTableAssociation": {
      id: (r) => `rtbassoc-0${r.identifiers.hex(16)}`,
    },
    "aws:ec2/internetGateway:InternetGateway": ec2("internet-gateway", "igw", {}),
    "aws:ec2/eip:Eip": {
      ...ec2("elastic-ip", "eipalloc", {
        allocationId: (r) => r.id,
        domain: () => "vpc",
        publicDns: (r) => `ec2-${publicIp(r).replaceAll(".", "-")}.${r.region}.compute.${r.dnsSuffix}`,
        publicIp,
        publicIpv4Pool: () => "amazon",
      }),
    },
    "aws:ec2/natGateway:NatGateway": {
      id: (r) => `nat-0${r.identifiers.hex(16)}`,
      defaults: { connectivityType: "public" },
      computed: {
        associationId: (r) => `eipassoc-0${r.identifiers.hex(16)}`,
        networkInterfaceId: (r) => `eni-0${r.identifiers.hex(16)}`,
        privateIp: (r) => `10.0.${r.identifiers.number(256)}.${r.identifiers.number(250, "host") + 4}`,
        publicIp,
      },
      tagged: true,
    },
    "aws:ec2/vpcEndpoint:VpcEndpoint": {
      ...ec2("vpc-endpoint", "vpce", {
        dnsEntries: (r) => [
          {
            dnsName: `${r.id}-${r.identifiers.lower(8)}.${serviceLabel(r)}.${r.region}.vpce.${r.dnsSuffix}`,
            hostedZoneId: `Z${r.identifiers.upper(13)}`,
          },
        ],
        networkInterfaceIds: (r) =>
          r.list("subnetIds").map((_subnet, at) => `eni-0${r.identifiers.hex(16, `eni${at}`)}`),
        requesterManaged: () => false,
        state: () => "available",
      }),
      defaults: { vpcEndpointType: "Gateway" },
    },
    "aws:ec2/launchTemplate:LaunchTemplate": {
      ...ec2("launch-template", "lt", { defaultVersion: () => 1, latestVersion: () => 1 }),
    },
    "aws:ec2/instance:Instance": {
      ...ec2("instance", "i", {
        availabilityZone: (r) => `${r.region}a`,
        instanceState: () => "running",
        primaryNetworkInterfaceId: (r) => `eni-0${r.identifiers.hex(16)}`,
        privateIp: (r) => `10.0.${r.identifiers.number(256)}.${r.identifiers.number(250, "host") + 4}`,
        publicDns: (r) => `ec2-${publicIp(r).replaceAll(".", "-")}.${r.region}.compute.${r.dnsSuffix}`,
        publicIp,
      }),
    },
  },
};

/** A tagged EC2 resource whose id is a prefix and seventeen hex digits. */
function ec2(kind: string, prefix: string, computed: NonNullable<ResourceShape["computed"]>): ResourceShape {
  return {
    id: (r) => `${prefix}-0${r.identifiers.hex(16)}`,
    computed: {
      arn: (r) => r.arn("ec2", `${kind}/${r.id}`),
      ...(OWNED.includes(prefix) ? { ownerId: (r) => r.account } : undefined),
      ...computed,
    },
    tagged: true,
  };
}

function securityGroupRule(): ResourceShape {
  return {
    id: (r) => `sgr-0${r.identifiers.hex(16)}`,
    computed: {
      arn: (r) => r.arn("ec2", `security-group-rule/${r.id}`),
      securityGroupRuleId: (r) => r.id,
    },
    tagged: true,
  };
}

/** An address of the range that is reserved for documentation: nobody's. */
function publicIp(r: ResourceView): string {
  return `203.0.113.${r.identifiers.number(254, "ip") + 1}`;
}

function serviceLabel(r: ResourceView): string {
  return r.text("serviceName").split(".").slice(3).join(".") || "execute-api";
}
