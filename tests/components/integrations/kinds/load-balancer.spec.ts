import { loadBalancer } from "../../../../components";
import { node } from "../../../support/http-program";
import { describeKind } from "../describe-kind";
import { PRIVATE_INPUTS } from "../kind-parts";

const ELB = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";
const BALANCER = `${ELB}:loadbalancer/app/web/50dc6c495c0c9188`;
const LISTENER = `${ELB}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const vpcLink = "abc123";

describeKind("loadBalancer", {
  spec: () => loadBalancer(LISTENER, { vpcLink, path: "/v2/{id}", tlsServerName: "web.internal" }),
  unknown: (arn) => loadBalancer(arn, { vpcLink, path: "/v2/{id}" }),
  empty: ["integration.targetArn: pass the listener itself, not the load balancer"],
  http: {
    ...PRIVATE_INPUTS,
    integrationUri: LISTENER,
    requestParameters: { "overwrite:path": "/v2/${request.path.id}" },
    tlsConfig: { serverNameToVerify: "web.internal" },
  },
  rest: {
    type: "http_proxy",
    httpMethod: "ANY",
    uri: "https://web.internal:443/v2/{id}",
    connectionType: "VPC_LINK",
    connectionId: "abc123",
    integrationTarget: BALANCER,
    requestParameters: { "integration.request.path.id": "method.request.path.id" },
    passthroughBehavior: "when_no_match",
    timeoutInMillis: 29000,
  },
  local: {
    nodes: [
      node("aws:lb/loadBalancer:LoadBalancer", "balancer", {}, { arn: BALANCER }),
      node("aws:lb/listener:Listener", "listener", { loadBalancerArn: BALANCER }, { arn: LISTENER }),
    ],
    settings: (backend) => ({ backends: { balancer: backend }, commands: {} }),
  },
  answers: {
    HTTP: { status: 200, body: /^\{"method":"POST","url":"\/v2\/7",/ },
    REST: { status: 200, body: /^\{"method":"POST","url":"\/v2\/7",/ },
  },
});
