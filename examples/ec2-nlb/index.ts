import { readFileSync } from "node:fs";
import { ec2, Ec2Backend, HttpApi, none, VpcLink } from "gatewright";
import { Group } from "@pulumi/aws/autoscaling";
import * as aws from "@pulumi/aws/ec2";

const vpcId = aws.getVpcOutput({ default: true }).id;
const subnetIds = aws.getSubnetsOutput({ filters: [{ name: "vpc-id", values: [vpcId] }] }).ids;
const ami = aws.getAmiOutput({
  owners: ["amazon"],
  mostRecent: true,
  filters: [{ name: "name", values: ["al2023-ami-2023.*-arm64"] }],
});

const vpcLink = new VpcLink("stock", { vpcId, subnetIds });
const autoScalingGroupName = "stock";
const stock = new Ec2Backend("stock", {
  vpcId,
  subnetIds,
  vpcLink,
  port: 8080,
  healthCheckPath: "/health",
  autoScalingGroupName,
});

const userData = `#!/bin/bash
dnf install -y nodejs22
cat > /srv/index.js <<'PROGRAM'
${readFileSync("server/index.js", "utf8")}
PROGRAM
PORT=8080 node /srv/index.js &
`;
const template = new aws.LaunchTemplate("stock", {
  imageId: ami.id,
  instanceType: "t4g.micro",
  metadataOptions: { httpTokens: "required" },
  vpcSecurityGroupIds: [stock.targetSecurityGroupId],
  userData: Buffer.from(userData).toString("base64"),
});
new Group("stock", {
  name: autoScalingGroupName,
  minSize: 2,
  maxSize: 4,
  vpcZoneIdentifiers: subnetIds,
  launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
});

const api = new HttpApi("stock", {
  defaultAuthorizer: none("a public price list"),
  routes: { "ANY /{proxy+}": ec2(stock) },
});

/** The URL that the shop's clients call. */
export const url = api.url;
