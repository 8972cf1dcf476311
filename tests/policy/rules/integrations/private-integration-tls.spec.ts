import { V2 } from "../../../../aws/resource-types";
import { privateIntegrationTls } from "../../../../policy/rules/integrations/private-integration-tls";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(privateIntegrationTls, {
  baseline: {
    orders: {
      type: V2.integration,
      props: { connectionType: "VPC_LINK", tlsConfig: { serverNameToVerify: "orders.example.com" } },
    },
  },
  passes: { "a public integration": { "orders.connectionType": "INTERNET", "orders.tlsConfig": undefined } },
  fails: {
    "plain HTTP over a VPC link": [
      { "orders.tlsConfig": undefined },
      /orders speaks plain HTTP\.\nFix: Set tlsConfig\.serverNameToVerify/,
    ],
  },
  unknown: {
    "a connection that is not known yet": [{ "orders.connectionType": UNKNOWN }, /connectionType is not known/],
  },
});
