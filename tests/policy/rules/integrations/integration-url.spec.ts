import { V1, V2 } from "../../../../aws/resource-types";
import { integrationUrl } from "../../../../policy/rules/integrations/integration-url";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(integrationUrl, {
  baseline: {
    http: {
      type: V2.integration,
      props: { integrationType: "HTTP_PROXY", integrationUri: "https://catalogue.example.com/" },
    },
    rest: { type: V1.integration, props: { type: "HTTP", uri: "https://catalogue.example.com/" } },
  },
  passes: {
    "a private address over a VPC link": {
      "http.connectionType": "VPC_LINK",
      "http.integrationUri": "http://10.0.3.7/",
    },
    "a host in a stage variable": { "rest.uri": "http://${stageVariables.host}/" },
    "a Lambda integration": { "http.integrationType": "AWS_PROXY", "http.integrationUri": "arn:aws:lambda:x" },
  },
  fails: {
    http: [
      { "http.integrationUri": "http://catalogue.example.com/" },
      /over http.*\nFix: Use https:\/\/catalogue\.example\.com/,
    ],
    "a private address": [
      { "rest.uri": "https://10.0.3.7/x" },
      /private address 10\.0\.3\.7 without a VPC link.*\nFix: Set connectionType to VPC_LINK/,
    ],
    "a private address behind a user and a password": [
      { "http.integrationUri": "https://user:pass@10.0.3.7/" },
      /calls the private address 10\.0\.3\.7 without a VPC link/,
    ],
    "a host behind a token": [
      { "http.integrationUri": "http://token@catalogue.example.com/" },
      /calls catalogue\.example\.com over http/,
    ],
    localhost: [{ "http.integrationUri": "http://localhost:3000/" }, /calls localhost, which API Gateway cannot reach/],
  },
  unknown: { "a URL that is not known yet": [{ "http.integrationUri": UNKNOWN }, /integrationUri is not known/] },
  config: {
    "localhost in the local stage": [{ "http.integrationUri": "http://localhost:3000/" }, { localhost: true }],
    "a host that has no TLS": [{ "rest.uri": "http://old.example.com/" }, { plain: ["old.example.com"] }],
  },
});
