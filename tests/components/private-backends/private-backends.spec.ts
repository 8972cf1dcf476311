import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { ec2, Ec2Backend, EcsBackend, ecsService, HttpApi, none, RestApi, VpcLink } from "../../../components";
import { deploy, valueOf } from "../../support/deploy";
import { refused } from "../../support/refused";

const place = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] };
const vpcLink = (): VpcLink => new VpcLink("link", place);
const SERVICE = "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-orders";
const secure = { certificateArn: "arn:cert", tlsServerName: "orders.internal" };
const defaultAuthorizer = none("a test");

describe("EcsBackend", () => {
  it("has rules of its own on a link that has a target of the same name", async () => {
    const made: pulumi.Resource[] = [];
    const opts = { transformations: [({ resource }: pulumi.ResourceTransformationArgs) => void made.push(resource)] };
    await deploy(() => {
      const targets = { stock: { securityGroupId: "sg-1", port: 1 } };
      const link = new VpcLink("link", { ...place, targets }, opts);
      new EcsBackend("stock", { ...place, vpcLink: link, port: 8080 }, opts);
    });
    const urns = await Promise.all(made.map(({ urn }) => valueOf(urn)));
    assert.equal(urns.filter((urn) => urn.endsWith("SecurityGroupIngressRule::link-stock-ingress")).length, 2);
    assert.deepEqual(
      urns.filter((urn, index) => urns.indexOf(urn) !== index),
      [],
    );
  });

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
      () => new EcsBackend("orders", { ...place, vpcLink: vpcLink(), port: 8080, ...secure }),
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
      () => new EcsBackend("orders", { ...place, vpcLink: vpcLink(), port: 8080, ...secure }),
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
        routes: { "GET /a": ecsService(orders), "GET /b": ecsService(orders) },
      });
      new RestApi("rest", {
        defaultAuthorizer,
        routes: { "GET /c/{id}": ecsService(orders, { path: "/c/{id}" }) },
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

  it("is registered with Cloud Map in a namespace, with the link at the container's own port and no load balancer", async () => {
    const { resources, value } = await deploy(() => {
      const orders = new EcsBackend("orders", { ...place, vpcLink: vpcLink(), port: 8080, namespaceId: "ns-1" });
      new HttpApi("http", { defaultAuthorizer, routes: { "GET /a": ecsService(orders) } });
      return { registry: orders.serviceRegistries("web"), balancers: orders.loadBalancers("web") };
    });
    const own = resources.filter(({ name }) => name.startsWith("orders") || name.startsWith("link-orders"));
    assert.deepEqual(own.map(({ type }) => type).sort(), [
      "aws:ec2/securityGroup:SecurityGroup",
      "aws:servicediscovery/service:Service",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    ]);
    assert.deepEqual(own.find(({ type }) => type.startsWith("aws:servicediscovery"))?.inputs, {
      dnsConfig: { namespaceId: "ns-1", routingPolicy: "MULTIVALUE", dnsRecords: [{ type: "SRV", ttl: 10 }] },
      healthCheckCustomConfig: {},
    });
    const rules = own.filter(({ type }) => type.startsWith("aws:vpc/"));
    assert.deepEqual(rules.map(({ inputs }) => [inputs.securityGroupId, inputs.fromPort, inputs.toPort]).sort(), [
      ["link-security-group-id", 8080, 8080],
      ["orders-target-id", 8080, 8080],
    ]);
    const integration = resources.find(({ type }) => type === "aws:apigatewayv2/integration:Integration");
    assert.equal(integration?.name, "http-orders-integration");
    assert.equal(integration?.inputs.integrationUri, SERVICE);
    assert.deepEqual(await valueOf(value.balancers), []);
    assert.deepEqual(value.registry && (await valueOf(value.registry)), {
      registryArn: SERVICE,
      containerName: "web",
      containerPort: 8080,
    });
  });

  it("is called by TLS where its listener has a certificate, on HTTP and REST APIs", async () => {
    const { inputsOf } = await deploy(() => {
      const orders = new EcsBackend("orders", { ...place, vpcLink: vpcLink(), port: 8080, ...secure });
      new HttpApi("http", { defaultAuthorizer, routes: { "GET /a": ecsService(orders) } });
      new RestApi("rest", { defaultAuthorizer, routes: { "GET /a": ecsService(orders, { path: "/a" }) } });
    });
    assert.deepEqual(inputsOf("apigatewayv2/integration:Integration").tlsConfig, {
      serverNameToVerify: "orders.internal",
    });
    assert.match(inputsOf("apigateway/restApi:RestApi").body as string, /"uri":"https:\/\/orders\.internal:443\/a"/);
  });

  it("refuses a certificate without its name, and a listener's certificate where there is no listener", async () => {
    const { value } = await deploy(() => {
      const link = vpcLink();
      const lines = (args: object): string[] =>
        refused(() => new EcsBackend("orders", { ...place, vpcLink: link, port: 8080, ...args })).slice(1);
      return [lines({ certificateArn: "arn:cert" }), lines({ ...secure, namespaceId: "ns-1" })];
    });
    assert.deepEqual(value, [
      [
        "  - tlsServerName: expected certificateArn and tlsServerName, or neither. Fix: name the listener's certificate and one of the names in it: API Gateway calls it by TLS only with both",
      ],
      [
        "  - certificateArn: expected no value beside namespaceId: there is no listener. Fix: let the backend have the certificate, and pass tlsServerName to the integration",
      ],
    ]);
  });
});

describe("ecsService() and ec2()", () => {
  const LISTENER =
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2";

  it("take an existing backend by its listener or its Cloud Map service", () => {
    const byListener = ecsService({ vpcLink: "abc123", listenerArn: LISTENER, tlsServerName: "web.internal" });
    assert.deepEqual(byListener, {
      kind: "loadBalancer",
      targetArn: LISTENER,
      connectionId: "abc123",
      tlsServerName: "web.internal",
    });
    const byCloudMap = ec2({ vpcLink: "abc123", cloudMapServiceArn: SERVICE }, { timeoutMilliseconds: 500 });
    assert.deepEqual(byCloudMap, {
      kind: "cloudMap",
      targetArn: SERVICE,
      connectionId: "abc123",
      timeoutMilliseconds: 500,
    });
  });

  it("refuse a backend that says neither or both", () => {
    const both = { listenerArn: LISTENER, cloudMapServiceArn: SERVICE };
    for (const backend of [{}, both]) {
      assert.deepEqual(
        refused(() => ec2({ vpcLink: "abc123", ...backend })),
        [
          "ec2(): 1 problem",
          "  - listenerArn: expected either listenerArn or cloudMapServiceArn. Fix: pass an EcsBackend or Ec2Backend, or name what stands before the backend",
        ],
      );
    }
  });

  it("refuse a backend that Cloud Map finds on a REST API, by name", async () => {
    const { value } = await deploy(() => {
      const stock = new Ec2Backend("stock", { ...place, vpcLink: vpcLink(), port: 8080, namespaceId: "ns-1" });
      return refused(() => new RestApi("rest", { defaultAuthorizer, routes: { "GET /a": ec2(stock) } }));
    });
    assert.match(value[1] ?? "", /got "cloudMap", expected an integration that REST APIs can have/);
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
          ...secure,
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
      "  - instanceIds: expected either instanceIds or autoScalingGroupName. Fix: leave the instances to their Auto Scaling group",
    ]);
  });

  it("is registered with Cloud Map by the addresses of its instances", async () => {
    const { resources, namesOf } = await deploy(
      () =>
        new Ec2Backend("stock", {
          ...place,
          vpcLink: vpcLink(),
          port: 8080,
          namespaceId: "ns-1",
          instanceAddresses: { first: "10.0.0.7" },
        }),
    );
    assert.deepEqual(namesOf("lb/loadBalancer:LoadBalancer"), []);
    const ofType = (type: string): unknown => resources.find((resource) => resource.type === type)?.inputs;
    assert.deepEqual(ofType("aws:servicediscovery/service:Service"), { namespaceId: "ns-1", type: "HTTP" });
    assert.deepEqual(ofType("aws:servicediscovery/instance:Instance"), {
      serviceId: "stock-id",
      instanceId: "first",
      attributes: { AWS_INSTANCE_IPV4: "10.0.0.7", AWS_INSTANCE_PORT: "8080" },
    });
  });

  it("refuses in Cloud Map what only a load balancer follows, and addresses without Cloud Map", async () => {
    const { value } = await deploy(() => {
      const link = vpcLink();
      const line = (args: object): string | undefined =>
        refused(() => new Ec2Backend("stock", { ...place, vpcLink: link, port: 8080, ...args }))[1];
      const inCloudMap = { namespaceId: "ns-1", autoScalingGroupName: "stock" };
      return [line(inCloudMap), line({ instanceAddresses: { first: "10.0.0.7" } })];
    });
    assert.deepEqual(value, [
      "  - autoScalingGroupName: expected instanceAddresses beside namespaceId: Cloud Map knows instances by their addresses. Fix: write instanceAddresses: { first: instance.privateIp }, or leave namespaceId out",
      "  - instanceAddresses: expected a namespaceId beside it: a load balancer takes instanceIds. Fix: name the Cloud Map namespace, or write instanceIds",
    ]);
  });
});
