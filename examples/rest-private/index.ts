import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as ec2 from "@pulumi/aws/ec2";
import * as lb from "@pulumi/aws/lb";
import { httpProxy, iam, resourcePolicy, RestApi } from "gatewright";

const vpc = new ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
const subnet = new ec2.Subnet("private", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
const other = new ec2.Subnet("private-2", { vpcId: vpc.id, cidrBlock: "10.0.2.0/24" });

const endpoint = new ec2.VpcEndpoint("execute-api", {
  vpcId: vpc.id,
  serviceName: "com.amazonaws.us-east-1.execute-api",
  vpcEndpointType: "Interface",
  subnetIds: [subnet.id],
  privateDnsEnabled: true,
});

const balancer = new lb.LoadBalancer("orders", { internal: true, subnets: [subnet.id, other.id] });
const listener = new lb.Listener("orders", {
  loadBalancerArn: balancer.arn,
  port: 80,
  defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
});
const link = new apigatewayv2.VpcLink("link", { subnetIds: [subnet.id, other.id], securityGroupIds: [] });

const api = new RestApi("internal", {
  endpointType: "PRIVATE",
  vpcEndpointIds: [endpoint.id],
  policy: resourcePolicy({ vpcEndpoints: [endpoint.id], vpcIpRanges: ["10.0.0.0/16"] }),
  defaultAuthorizer: iam(),
  routes: {
    "ANY /orders/{proxy+}": httpProxy("http://orders.internal/{proxy}", {
      connectionId: link.id,
      integrationTarget: listener.arn,
    }),
  },
});

/** The URL of the API for callers inside the VPC. */
export const url = api.url;
