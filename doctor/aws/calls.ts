import type { CheckName } from "../checks/catalogue";

/** A read-only call of AWS's, by its IAM action, and the check that lacks something without it. */
interface Call {
  why: string;
  check: CheckName;
}

/** Every call that the doctor makes: all of them read, none of them changes anything. */
export const AWS_CALLS = {
  "apigateway:GET": {
    why: "The domain name, its mappings, the API, its stage, routes, integrations and authorizers (API Gateway has one action for all reads)",
    check: "endpoint-answers",
  },
  "acm:DescribeCertificate": {
    why: "The certificate's status, names and validation records",
    check: "certificate-issued",
  },
  "route53:ListHostedZonesByName": { why: "The hosted zone that the name is in", check: "dns-target" },
  "route53:ListResourceRecordSets": { why: "The target of the alias record", check: "dns-target" },
  "lambda:GetFunctionConfiguration": { why: "The function's timeout, after a 5xx", check: "integration-timeout" },
  "lambda:GetPolicy": {
    why: "Whether API Gateway may invoke the function, after a 5xx",
    check: "integration-permission",
  },
  "logs:FilterLogEvents": {
    why: "The latest lines of the access log and the function's log, after a 5xx",
    check: "integration-error",
  },
} as const satisfies Record<string, Call>;

export type AwsAction = keyof typeof AWS_CALLS;
