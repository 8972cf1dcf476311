import { V1, V2 } from "../../../../aws/resource-types";
import { noSecretInStageVariables } from "../../../../policy/rules/deployments/no-secret-in-stage-variables";
import { describeRule, secret, UNKNOWN } from "../../cases";

describeRule(noSecretInStageVariables, {
  baseline: {
    http: {
      type: V2.stage,
      props: { stageVariables: { table: "orders", dbSecret: "arn:aws:secretsmanager:eu-west-1:1:secret:x" } },
    },
    rest: { type: V1.stage, props: { variables: { lambdaAlias: "live" } } },
  },
  fails: {
    "the address of a webhook, whose path is the credential": [
      { "rest.variables.hook": "https://hooks.slack.com/services/T0000/B0000/abcdefghijkl" },
      /variable hook of rest looks like a secret/,
    ],
    "a URL with a signature": [
      { "rest.variables.target": "https://example.com/notify?sig=0123456789abcdef" },
      /variable target of rest looks like a secret/,
    ],
    "a name of a secret": [
      { "rest.variables.dbPassword": "hunter22" },
      /^The stage variable dbPassword of rest looks like a secret.*\nFix: Keep dbPassword in Secrets Manager and pass the secret's name\.$/,
    ],
    "an access key": [{ "http.stageVariables.x": "AKIAABCDEFGHIJKLMNOP" }, /variable x of http looks like/],
    "a URL with a password": [
      { "http.stageVariables.db": "postgres://app:hunter22@db.example.com/x" },
      /variable db of http/,
    ],
    "a value that the program marked secret, whatever its name": [
      { "http.stageVariables.pw": secret("hunter22") },
      /^The stage variable pw of http is marked secret, and stage variables are plain text\.\nFix: Keep pw in Secrets Manager/,
    ],
    "a marked value of a REST stage that is not known yet": [
      { "rest.variables.pw": secret(UNKNOWN) },
      /^The stage variable pw of rest is marked secret/,
    ],
    "each variable where all of them together are marked": [
      { "rest.variables": secret({ lambdaAlias: "live", pw: "hunter22" }) },
      /^The stage variable lambdaAlias of rest is marked secret/,
      /^The stage variable pw of rest is marked secret/,
    ],
    "each variable where the program asks Pulumi to keep the outputs secret": [
      { "rest.options": { additionalSecretOutputs: ["variables"] } },
      /^The stage variable lambdaAlias of rest is marked secret/,
    ],
    "a marked value whose name looks like a secret too, once": [
      { "rest.variables.password": secret("hunter22") },
      /^The stage variable password of rest is marked secret/,
    ],
    "a token": [{ "http.stageVariables.authToken": "0123456789" }, /authToken/],
  },
  unknown: {
    "variables that are not known yet": [{ "http.stageVariables": UNKNOWN }, /stageVariables is not known/],
    "one value that is not known yet": [{ "http.stageVariables.table": UNKNOWN }, "not needed"],
  },
  config: {
    "an allowed name": [{ "rest.variables.csrfToken": "x-csrf" }, { allowed: ["csrfToken"] }],
    "an allowed name with a marked value": [{ "rest.variables.pw": secret("hunter22") }, { allowed: ["pw"] }],
  },
});
