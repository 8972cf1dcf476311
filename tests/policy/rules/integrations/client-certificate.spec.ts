import { V1, V2 } from "../../../../aws/resource-types";
import { clientCertificate } from "../../../../policy/rules/integrations/client-certificate";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(clientCertificate, {
  baseline: { stage: { type: V1.stage, props: { clientCertificateId: "abc123" } } },
  passes: { "a stage without one where none is required": { "stage.clientCertificateId": "" } },
  fails: {},
  unknown: { "a certificate that is not known yet": [{ "stage.clientCertificateId": UNKNOWN }, "not needed"] },
  config: {
    "a WebSocket stage without one": [
      {
        chat: { type: V2.api, props: { id: "chat123456", protocolType: "WEBSOCKET" } },
        socket: { type: V2.stage, props: { apiId: "chat123456" }, refs: { apiId: ["chat"] } },
      },
      { required: true },
      /The stage socket has no client certificate/,
    ],
    "an HTTP stage, which has none": [
      {
        shop: { type: V2.api, props: { id: "shop123456", protocolType: "HTTP" } },
        http: { type: V2.stage, props: { apiId: "shop123456" }, refs: { apiId: ["shop"] } },
      },
      { required: true },
    ],
    "required, and there": [{}, { required: true }],
    "required, and missing": [
      { "stage.clientCertificateId": "" },
      { required: true },
      /has no client certificate.*\nFix: Set clientCertificateId/,
    ],
  },
});
