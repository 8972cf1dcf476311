import assert from "node:assert/strict";
import { NetworkLoadBalancerLink, VpcLink, type VpcLinkArgs } from "../../../components";
import { zoneProblem } from "../../../components/private-backends/availability-zones";
import { deploy, valueOf } from "../../support/deploy";
import { refused } from "../../support/refused";

const base = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] };
const web = { securityGroupId: "sg-web", port: 8080 };

describe("VpcLink", () => {
  it("has a security group of its own that opens each backend's port, and nothing else", async () => {
    const { resources, value } = await deploy(() => new VpcLink("link", { ...base, targets: { web } }));
    const port = { fromPort: 8080, toPort: 8080, ipProtocol: "tcp" };
    assert.deepEqual(Object.fromEntries(resources.map(({ type, name, inputs }) => [`${type} ${name}`, inputs])), {
      "aws:ec2/securityGroup:SecurityGroup link-security-group": {
        vpcId: "vpc-1",
        description: "VPC link of API Gateway: each backend has a rule of its own",
      },
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule link-web-egress": {
        ...port,
        securityGroupId: "link-security-group-id",
        referencedSecurityGroupId: "sg-web",
        description: "to web",
      },
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule link-web-ingress": {
        ...port,
        securityGroupId: "sg-web",
        referencedSecurityGroupId: "link-security-group-id",
        description: "from the VPC link of API Gateway",
      },
      "aws:apigatewayv2/vpcLink:VpcLink link": {
        subnetIds: ["subnet-1", "subnet-2"],
        securityGroupIds: ["link-security-group-id"],
      },
    });
    assert.equal(await valueOf(value.id), "link-id");
  });

  it("opens a port of a backend that comes later", async () => {
    const twice = deploy(() => {
      const link = new VpcLink("link", { ...base, targets: { later: web } });
      link.allow("later", web);
    });
    await assert.rejects(twice, /VpcLink "link"[^]*allow[^]*"later"[^]*a name that no other target of the link has/);
    const { namesOf } = await deploy(() => new VpcLink("link", base).allow("later", web));
    assert.deepEqual(namesOf("vpc/securityGroupIngressRule:SecurityGroupIngressRule"), ["link-later-ingress"]);
  });

  it("takes a security group as it is, without a rule", async () => {
    const { resources } = await deploy(() => new VpcLink("link", { ...base, securityGroupId: "sg-own" }));
    assert.deepEqual(
      resources.map(({ name, inputs }) => [name, inputs.securityGroupIds]),
      [["link", ["sg-own"]]],
    );
  });

  it("is not made where a subnet is in a zone without VPC links, unless the program does not want to know", async () => {
    const subnetZones = { "subnet-1": "use1-az2", "subnet-2": "use1-az3" };
    const made = async (args: Partial<VpcLinkArgs>, refuses?: RegExp): Promise<string[]> => {
      const { namesOf } = await deploy(() => new VpcLink("link", { ...base, ...args }), { subnetZones, refuses });
      return namesOf("apigatewayv2/vpcLink:VpcLink");
    };
    assert.deepEqual(await made({}, /subnetIds: got "subnet-2 in use1-az3"/), []);
    assert.deepEqual(await made({ checkAvailabilityZones: false }), ["link"]);
    assert.deepEqual(await made({ subnetIds: ["subnet-1"] }), ["link"]);
  });

  it("names the zones that VPC links support", () => {
    assert.deepEqual(zoneProblem("subnetIds", "subnet-2", "use1-az3"), {
      argument: "subnetIds",
      received: "subnet-2 in use1-az3",
      expected:
        "subnets in the zones that VPC links support: use1-az1, use1-az2, use1-az4, use1-az5, use1-az6 (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html#http-api-vpc-link-availability)",
      fix: "choose a subnet in another Availability Zone",
    });
    for (const zone of ["use1-az6", "usw2-az4", "euc1-az3", undefined]) {
      assert.equal(zoneProblem("subnetIds", "subnet-1", zone), undefined, zone);
    }
  });

  it("does not look for the zones of subnets that a preview does not know yet", async () => {
    const { resources } = await deploy(
      () => {
        const first = new VpcLink("first", base);
        return new VpcLink("link", { vpcId: "vpc-1", subnetIds: [first.id] });
      },
      { preview: true },
    );
    assert.equal(resources.filter(({ name }) => name === "link").length, 1);
  });

  it("refuses no subnet at all, and targets beside a security group of one's own", () => {
    assert.deepEqual(
      refused(() => new VpcLink("link", { ...base, subnetIds: [], securityGroupId: "sg-own", targets: { web } })),
      [
        'VpcLink "link": 2 problems',
        "  - subnetIds: got [], expected at least one subnet. Fix: pass the VPC's private subnets",
        "  - targets: expected no value beside a security group of one's own. Fix: leave securityGroupId out, or write its rules yourself",
      ],
    );
  });
});

describe("NetworkLoadBalancerLink", () => {
  it("is a VPC link of version 1", async () => {
    const loadBalancerArn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/web/0123456789abcdef";
    const { inputsOf, value } = await deploy(() => new NetworkLoadBalancerLink("link", { loadBalancerArn }));
    assert.deepEqual(inputsOf("apigateway/vpcLink:VpcLink"), { targetArn: loadBalancerArn });
    assert.equal(await valueOf(value.id), "link-id");
  });
});
