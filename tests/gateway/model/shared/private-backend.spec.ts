import assert from "node:assert/strict";
import { privateBackendNames } from "../../../../gateway/model/shared/private-backend";
import { graphOf, node } from "../../../support/http-program";
import { GraphIndex } from "../../../../engine/graph/graph-index";

const BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/web/50dc6c495c0c9188";
const LISTENER = `${BALANCER.replace(":loadbalancer/", ":listener/")}/f2f7dc8efc522ab2`;
const SERVICE = "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-abc";

describe("privateBackendNames", () => {
  it("finds listeners, load balancers and Cloud Map services by ARN, a load balancer by its DNS name too", () => {
    const names = privateBackendNames(
      new GraphIndex(
        graphOf([
          node(
            "aws:lb/loadBalancer:LoadBalancer",
            "balancer",
            {},
            { arn: BALANCER, dnsName: "Web-1.elb.amazonaws.com" },
          ),
          node("aws:lb/listener:Listener", "listener", { loadBalancerArn: BALANCER }, { arn: LISTENER }),
          node("aws:servicediscovery/service:Service", "things", {}, { arn: SERVICE }),
        ]),
      ),
    );
    assert.deepEqual(Object.fromEntries(names), {
      [BALANCER]: ["balancer"],
      "web-1.elb.amazonaws.com": ["balancer"],
      [LISTENER]: ["listener", "balancer"],
      [SERVICE]: ["things"],
    });
  });
});
