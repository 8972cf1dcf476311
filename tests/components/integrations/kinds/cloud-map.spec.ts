import { cloudMap } from "../../../../components";
import { node } from "../../../support/http-program";
import { describeKind } from "../describe-kind";
import { PRIVATE_INPUTS } from "../kind-parts";

const SERVICE = "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-abcdef1234567890";
const vpcLink = "abc123";

describeKind("cloudMap", {
  spec: () => cloudMap(SERVICE, { vpcLink, attributes: { version: "2" } }),
  unknown: (arn) => cloudMap(arn, { vpcLink }),
  empty: ["integration.targetArn: pass the service itself"],
  http: {
    ...PRIVATE_INPUTS,
    integrationUri: `${SERVICE}?version=2`,
    requestParameters: { "overwrite:path": "$request.path" },
  },
  local: {
    nodes: [node("aws:servicediscovery/service:Service", "things", {}, { arn: SERVICE })],
    settings: (backend) => ({ backends: { things: backend }, commands: {} }),
  },
  answers: { HTTP: { status: 200, body: /^\{"method":"POST","url":"\/things\/7",/ } },
});
