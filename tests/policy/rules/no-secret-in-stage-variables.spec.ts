import { V1, V2 } from "../../../policy/aws";
import { noSecretInStageVariables } from "../../../policy/rules/no-secret-in-stage-variables";
import { describeRule, UNKNOWN } from "../cases";

describeRule(noSecretInStageVariables, {
  baseline: {
    http: {
      type: V2.stage,
      props: { stageVariables: { table: "orders", dbSecret: "arn:aws:secretsmanager:eu-west-1:1:secret:x" } },
    },
    rest: { type: V1.stage, props: { variables: { lambdaAlias: "live" } } },
  },
  fails: {
    "a name of a secret": [
      { "rest.variables.dbPassword": "hunter22" },
      /^The stage variable dbPassword of rest looks like a secret.*\nFix: Keep dbPassword in Secrets Manager and pass the secret's name\.$/,
    ],
    "an access key": [{ "http.stageVariables.x": "AKIAABCDEFGHIJKLMNOP" }, /variable x of http looks like/],
    "a URL with a password": [
      { "http.stageVariables.db": "postgres://app:hunter22@db.example.com/x" },
      /variable db of http/,
    ],
    "a token": [{ "http.stageVariables.authToken": "0123456789" }, /authToken/],
  },
  unknown: {
    "variables that are not known yet": [{ "http.stageVariables": UNKNOWN }, /stageVariables is not known/],
    "one value that is not known yet": [{ "http.stageVariables.table": UNKNOWN }, "not needed"],
  },
  config: { "an allowed name": [{ "rest.variables.csrfToken": "x-csrf" }, { allowed: ["csrfToken"] }] },
});
