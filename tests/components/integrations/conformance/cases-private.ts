import { cloudMap, loadBalancer } from "../../../../components";
import { node } from "../../../support/http-program";
import type { KindCase } from "./kind-case";

const ELB = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";
const BALANCER = `${ELB}:loadbalancer/app/web/50dc6c495c0c9188`;
const LISTENER = `${ELB}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const SERVICE = "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-abcdef1234567890";
const vpcLink = "abc123";

const inputs = {
  connectionId: "abc123",
  connectionType: "VPC_LINK",
  integrationMethod: "ANY",
  integrationType: "HTTP_PROXY",
  payloadFormatVersion: "1.0",
  timeoutMilliseconds: 30000,
};

export const loadBalancerCase: KindCase = {
  spec: () => loadBalancer(LISTENER, { vpcLink, path: "/v2/{id}", tlsServerName: "web.internal" }),
  unknown: (arn) => loadBalancer(arn, { vpcLink, path: "/v2/{id}" }),
  empty: ["integration.targetArn: pass the listener itself, not the load balancer"],
  http: {
    ...inputs,
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
};

export const cloudMapCase: KindCase = {
  spec: () => cloudMap(SERVICE, { vpcLink, attributes: { version: "2" } }),
  unknown: (arn) => cloudMap(arn, { vpcLink }),
  empty: ["integration.targetArn: pass the service itself"],
  http: {
    ...inputs,
    integrationUri: `${SERVICE}?version=2`,
    requestParameters: { "overwrite:path": "$request.path" },
  },
  local: {
    nodes: [node("aws:servicediscovery/service:Service", "things", {}, { arn: SERVICE })],
    settings: (backend) => ({ backends: { things: backend }, commands: {} }),
  },
  answers: { HTTP: { status: 200, body: /^\{"method":"POST","url":"\/things\/7",/ } },
};
