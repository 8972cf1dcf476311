import assert from "node:assert/strict";
import type { Gateway } from "../../gateway/server";
import { evaluateExample, type Example } from "./example";
import { readSnapshot } from "../../gateway/model/snapshot";

describe("examples/ecs-fargate", () => {
  let example: Example;
  let gateway: Gateway;
  const lines: string[] = [];

  before(async () => {
    example = await evaluateExample("ecs-fargate", "local");
    gateway = await example.serve({ allowHosts: ["shop.example"], log: (line) => lines.push(line) });
  });
  after(() => gateway?.close());

  const get = (path: string, headers = {}): Promise<Response> => fetch(`${gateway.url}/live${path}`, { headers });

  it("opens one port between link and balancer, one between balancer and containers, and no other", () => {
    const id = (name: string): string | undefined => example.node("ec2/securityGroup:SecurityGroup", name).id;
    const rules = example.graph.resources
      .filter(({ type }) => type.startsWith("aws:vpc/securityGroup"))
      .map(({ name, outputs }) => {
        const { securityGroupId, referencedSecurityGroupId, fromPort, toPort, ipProtocol } = outputs;
        return [name, securityGroupId, referencedSecurityGroupId, fromPort, toPort, ipProtocol];
      });
    const [link, front, target] = [id("shop-security-group"), id("orders-balancer"), id("orders-target")];
    assert.deepEqual(rules.sort(), [
      ["orders-balancer-egress", front, target, 8080, 8080, "tcp"],
      ["orders-target-ingress", target, front, 8080, 8080, "tcp"],
      ["shop-orders-egress", link, front, 80, 80, "tcp"],
      ["shop-orders-ingress", front, link, 80, 80, "tcp"],
    ]);
    const groups = example.graph.resources.filter(({ type }) => type === "aws:ec2/securityGroup:SecurityGroup");
    assert.deepEqual(
      groups.flatMap(({ inputs }) => [inputs.ingress, inputs.egress]).filter((rule) => rule !== undefined),
      [],
    );
  });

  it("gives the service the containers' group, the private subnets and the target group", () => {
    const service = example.graph.resources.find(({ type }) => type === "awsx:ecs:FargateService");
    const { networkConfiguration, loadBalancers } = service?.inputs ?? {};
    const group = example.node("lb/targetGroup:TargetGroup", "orders").outputs.arn;
    assert.deepEqual(loadBalancers, [{ targetGroupArn: group, containerName: "orders", containerPort: 8080 }]);
    assert.deepEqual((networkConfiguration as { securityGroups: string[] }).securityGroups, [
      example.node("ec2/securityGroup:SecurityGroup", "orders-target").id,
    ]);
  });

  it("sends requests to the container's program, run as a process, with API Gateway's headers and without the stage", async () => {
    const response = await get("/orders/7?full=1", { host: "shop.example", "x-mine": "1" });
    assert.equal(response.status, 200);
    const { method, url, headers } = (await response.json()) as Record<string, Record<string, string>>;
    assert.deepEqual([method, url], ["GET", "/orders/7?full=1"]);
    assert.equal(headers?.via, "HTTP/1.1 AmazonAPIGateway");
    assert.match(headers?.forwarded ?? "", /for=127\.0\.0\.1;host=[^;]+;proto=http$/);
    assert.match(headers?.["x-amzn-trace-id"] ?? "", /^Root=1-/);
    assert.equal(headers?.["x-mine"], "1");
  });

  it("gives up after the integration's timeout", async () => {
    await gateway.update(
      readSnapshot({
        ...example.graph,
        resources: example.graph.resources.map((node) =>
          node.type === "aws:apigatewayv2/integration:Integration"
            ? {
                ...node,
                outputs: {
                  ...node.outputs,
                  timeoutMilliseconds: 100,
                  requestParameters: { "overwrite:path": "/slow" },
                },
              }
            : node,
        ),
      }),
    );
    const response = await get("/orders/7");
    await gateway.update(readSnapshot(example.graph));
    assert.deepEqual([response.status, await response.text()], [503, '{"message":"Service Unavailable"}']);
    assert.match(lines.join("\n"), /no answer within 100 ms/);
  });

  it("answers 503 while the container is down, and again once it is back", async () => {
    const { pid } = (await (await get("/health")).json()) as { pid: number };
    process.kill(pid, "SIGKILL");
    assert.equal((await get("/health")).status, 503);
    const end = Date.now() + 60_000;
    while ((await get("/health")).status !== 200) {
      assert.ok(Date.now() < end, lines.join("\n"));
      await new Promise((done) => setTimeout(done, 20));
    }
    assert.notEqual(((await (await get("/health")).json()) as { pid: number }).pid, pid);
  });
});
