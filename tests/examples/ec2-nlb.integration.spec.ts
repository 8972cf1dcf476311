import assert from "node:assert/strict";
import { evaluateExample } from "./example";

describe("examples/ec2-nlb", () => {
  it("puts the group behind an internal network load balancer, with the port open to that alone", async () => {
    const { node } = await evaluateExample("ec2-nlb", "dev");
    const { internal, loadBalancerType, securityGroups } = node("lb/loadBalancer:LoadBalancer", "stock").outputs;
    const front = node("ec2/securityGroup:SecurityGroup", "stock-balancer").id;
    assert.deepEqual([internal, loadBalancerType, securityGroups], [true, "network", [front]]);
    const { port, protocol, targetType } = node("lb/targetGroup:TargetGroup", "stock").outputs;
    assert.deepEqual([port, protocol, targetType], [8080, "TCP", "instance"]);
    assert.deepEqual(node("autoscaling/attachment:Attachment", "stock-group").inputs, {
      autoscalingGroupName: "stock",
      lbTargetGroupArn: node("lb/targetGroup:TargetGroup", "stock").outputs.arn,
    });
    const listener = node("lb/listener:Listener", "stock").outputs;
    assert.deepEqual([listener.port, listener.protocol], [80, "TCP"]);
    const integration = node("apigatewayv2/integration:Integration", "stock-stock-integration").inputs;
    assert.equal(integration.integrationUri, listener.arn);
    assert.equal(integration.connectionId, node("apigatewayv2/vpcLink:VpcLink", "stock").id);
  });

  it("serves the instances' program as a process of this machine", async () => {
    const gateway = await (await evaluateExample("ec2-nlb", "local")).serve();
    try {
      const response = await fetch(`${gateway.url}/prices/7`);
      assert.equal(((await response.json()) as { url: string }).url, "/prices/7");
    } finally {
      await gateway.close();
    }
  });
});
