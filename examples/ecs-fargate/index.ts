import { EcsBackend, ecsService, HttpApi, iam, none, VpcLink } from "gatewright";
import * as awsx from "@pulumi/awsx";
import { Cluster } from "@pulumi/aws/ecs";

const vpc = new awsx.ec2.Vpc("shop", { numberOfAvailabilityZones: 2, natGateways: { strategy: "Single" } });
const place = { vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds };
const vpcLink = new VpcLink("shop", place);

const orders = new EcsBackend("orders", { ...place, vpcLink, port: 8080, healthCheckPath: "/health" });
new awsx.ecs.FargateService("orders", {
  cluster: new Cluster("shop").arn,
  desiredCount: 2,
  networkConfiguration: orders.networkConfiguration,
  loadBalancers: orders.loadBalancers("orders"),
  taskDefinitionArgs: {
    container: {
      name: "orders",
      // The image that the Dockerfile beside this program makes, in your own registry.
      image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1",
      cpu: 256,
      memory: 512,
      essential: true,
      portMappings: [{ containerPort: 8080 }],
      environment: [{ name: "PORT", value: "8080" }],
    },
  },
});

const api = new HttpApi("shop", {
  defaultAuthorizer: iam(),
  stage: "live",
  routes: {
    "ANY /orders/{proxy+}": ecsService(orders, { timeoutMilliseconds: 5_000 }),
    "GET /health": { integration: ecsService(orders, { timeoutMilliseconds: 1_000 }), authorizer: none("a probe") },
  },
});

/** The URL that the shop's clients call. */
export const url = api.url;
