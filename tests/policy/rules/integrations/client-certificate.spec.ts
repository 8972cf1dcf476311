import { V1 } from "../../../../aws/resource-types";
import { clientCertificate } from "../../../../policy/rules/integrations/client-certificate";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(clientCertificate, {
  baseline: { stage: { type: V1.stage, props: { clientCertificateId: "abc123" } } },
  passes: { "a stage without one where none is required": { "stage.clientCertificateId": "" } },
  fails: {},
  unknown: { "a certificate that is not known yet": [{ "stage.clientCertificateId": UNKNOWN }, "not needed"] },
  config: {
    "required, and there": [{}, { required: true }],
    "required, and missing": [
      { "stage.clientCertificateId": "" },
      { required: true },
      /has no client certificate.*\nFix: Set clientCertificateId/,
    ],
  },
});
