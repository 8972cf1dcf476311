import assert from "node:assert/strict";
import { Ec2Backend, EcsBackend, HttpApi, none, RestApi, VpcLink } from "../../../components";
import { deploy, valueOf } from "../deploy";
import { refused } from "../refused";

const place = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] };
const vpcLink = (): VpcLink => new VpcLink("link", place);
const defaultAuthorizer = none("a test");

describe("EcsBackend", () => {
  it("is an internal application load balancer whose targets are containers", async () => {
    const { inputsOf } = await deploy(
      () => new EcsBackend("orders", { ...place, vpcLink: vpcLink(), port: 8080, healthCheckPath: "/health" }),
    );
    assert.deepEqual(inputsOf("lb/loadBalancer:LoadBalancer"), {
      internal: true,
      loadBalancerType: "application",
      dropInvalidHeaderFields: true,
      securityGroups: ["orders-balancer-id"],
      subnets: ["subnet-1", "subnet-2"],
    });
    assert.deepEqual(inputsOf("lb/targetGroup:TargetGroup"), {
      vpcId: "vpc-1",
      port: 8080,
      protocol: "HTTP",
      targetType: "ip",
      healthCheck: { protocol: "HTTP", path: "/health", matcher: "200-399" },
    });
    const { port, protocol, sslPolicy } = inputsOf("lb/listener:Listener");
    assert.deepEqual([port, protocol, sslPolicy], [80, "HTTP", undefined]);
  });

  it("opens the listener's port to the link and the container's port to the balancer, and nothing else", async () => {
    const { resources } = await deploy(
      () => new EcsBackend("orders", { ...place, vpcLink: vpcLink(), port: 8080, certificateArn: "arn:cert" }),
    );
    const rules = resources
      .filter(({ type }) => type.startsWith("aws:vpc/"))
      .map(({ inputs }) => [inputs.securityGroupId, inputs.referencedSecurityGroupId, inputs.fromPort, inputs.toPort]);
    assert.deepEqual(rules.sort(), [
      ["link-security-group-id", "orders-balancer-id", 443, 443],
      ["orders-balancer-id", "link-security-group-id", 443, 443],
      ["orders-balancer-id", "orders-target-id", 8080, 8080],
      ["orders-target-id", "orders-balancer-id", 8080, 8080],
    ]);
  });

  it("listens with TLS where it has a certificate", async () => {
    const { inputsOf } = await deploy(
      () => new EcsBackend("orders", { ...place, vpcLink: vpcLink(), port: 8080, certificateArn: "arn:cert" }),
    );
    const { port, protocol, sslPolicy, certificateArn } = inputsOf("lb/listener:Listener");
    assert.deepEqual(
      [port, protocol, sslPolicy, certificateArn],
      [443, "HTTPS", "ELBSecurityPolicy-TLS13-1-2-2021-06", "arn:cert"],
    );
  });

  it("gives an ECS service its network and its target group", async () => {
    const { value } = await deploy(() => {
      const orders = new EcsBackend("orders", { ...place, vpcLink: vpcLink(), port: 8080 });
      return { network: orders.networkConfiguration, targets: orders.loadBalancers("web") };
    });
    assert.deepEqual(await valueOf(value.network), {
      subnets: ["subnet-1", "subnet-2"],
      securityGroups: ["orders-target-id"],
      assignPublicIp: false,
    });
    assert.deepEqual(await valueOf(value.targets), [
      { targetGroupArn: "arn:orders-group", containerName: "web", containerPort: 8080 },
    ]);
  });

  it("is one integration for many routes, of HTTP and REST APIs", async () => {
    const { namesOf, inputsOf } = await deploy(() => {
      const orders = new EcsBackend("orders", { ...place, vpcLink: vpcLink(), port: 8080 });
      new HttpApi("http", {
        defaultAuthorizer,
        routes: { "GET /a": orders.integration(), "GET /b": orders.integration() },
      });
      new RestApi("rest", {
        defaultAuthorizer,
        routes: { "GET /c/{id}": orders.integration({ path: "/c/{id}" }) },
      });
    });
    assert.deepEqual(namesOf("apigatewayv2/integration:Integration"), ["http-orders-integration"]);
    assert.equal(inputsOf("apigatewayv2/integration:Integration").connectionId, "link-id");
    const body = JSON.parse(inputsOf("apigateway/restApi:RestApi").body as string) as {
      paths: Record<string, Record<string, Record<string, Record<string, unknown>>>>;
    };
    const integration = body.paths["/c/{id}"]?.get?.["x-amazon-apigateway-integration"];
    assert.deepEqual([integration?.connectionType, integration?.connectionId], ["VPC_LINK", "link-id"]);
  });
});

describe("Ec2Backend", () => {
  it("is an internal network load balancer whose targets are instances", async () => {
    const { inputsOf, namesOf } = await deploy(
      () =>
        new Ec2Backend("stock", {
          ...place,
          vpcLink: vpcLink(),
          port: 8080,
          certificateArn: "arn:cert",
          instanceIds: { first: "i-1", second: "i-2" },
        }),
    );
    assert.equal(inputsOf("lb/loadBalancer:LoadBalancer").loadBalancerType, "network");
    assert.deepEqual(
      [inputsOf("lb/targetGroup:TargetGroup").protocol, inputsOf("lb/targetGroup:TargetGroup").targetType],
      ["TCP", "instance"],
    );
    assert.equal(inputsOf("lb/listener:Listener").protocol, "TLS");
    assert.deepEqual(namesOf("lb/targetGroupAttachment:TargetGroupAttachment"), ["stock-first", "stock-second"]);
  });

  it("refuses instances beside their Auto Scaling group", async () => {
    const { value } = await deploy(() => {
      const link = vpcLink();
      const both = { instanceIds: { first: "i-1" }, autoScalingGroupName: "stock" };
      return refused(() => new Ec2Backend("stock", { ...place, vpcLink: link, port: 8080, ...both }));
    });
    assert.deepEqual(value, [
      'Ec2Backend "stock": 1 problem',
      "  - instanceIds: wanted either instanceIds or autoScalingGroupName. Fix: leave the instances to their Auto Scaling group",
    ]);
  });
});
