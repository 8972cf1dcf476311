import { CERTIFICATE, WEB_ACL, WEB_ACL_ASSOCIATION } from "../../resource-types";
import { type Found, numberOf, type Rule, textRule, textsAt } from "../rule";
import { type Inputs, valuesAt } from "../violation";

const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
const SECURITY_GROUP_RULES = [
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
];
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

/** "a-z, A-Z, 0-9, spaces, and ._-:/()#,@[]+=&;{}!$*" */
const DESCRIPTION = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{0,255}$/;
const DESCRIBED = "at most 255 of the characters a-z A-Z 0-9, space and ._-:/()#,@[]+=&;{}!$*";
/** "a maximum of 32 characters, must contain only alphanumeric characters or hyphens, must not begin or end with a hyphen" */
const NAME = /^(?!-)[A-Za-z0-9-]{1,32}(?<!-)$/;
const NAMED = "1 to 32 letters, digits and hyphens, with no hyphen at either end";

export const networkRules: readonly Rule[] = [
  textRule(SECURITY_GROUP, "description", DESCRIPTION, DESCRIBED, `${EC2}/API_CreateSecurityGroup.html`),
  textRule(
    SECURITY_GROUP,
    "name",
    /^(?!sg-)[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
    "1 to 255 characters of a-z A-Z 0-9, space and ._-:/()#,@[]+=&;{}!$*, not starting with sg-",
    `${EC2}/API_CreateSecurityGroup.html`,
  ),
  textRule(SECURITY_GROUP_RULES, "description", DESCRIPTION, DESCRIBED, `${EC2}/API_IpRange.html`),
  ...["ingress[].description", "egress[].description"].map((path) =>
    textRule(SECURITY_GROUP, path, DESCRIPTION, DESCRIBED, `${EC2}/API_IpRange.html`),
  ),
  {
    types: SECURITY_GROUP_RULES,
    page: `${EC2}/API_IpPermission.html`,
    reads: ["ipProtocol", "protocol", "fromPort", "toPort"],
    check: ports,
  },
  textRule([LOAD_BALANCER, TARGET_GROUP], "name", NAME, NAMED, `${ELB}/API_CreateLoadBalancer.html`),
  textRule(
    LOAD_BALANCER,
    "name",
    /^(?!internal-)/,
    "a name that does not start with internal-",
    `${ELB}/API_CreateLoadBalancer.html`,
  ),
  {
    types: [TARGET_GROUP],
    page: `${ELB}/API_CreateTargetGroup.html`,
    reads: ["healthCheck"],
    check: (inputs) =>
      textsAt(inputs, "healthCheck.path")
        .filter(({ value }) => !value.startsWith("/"))
        .map((found) => ({ ...found, expected: "a path that starts with /" })),
  },
  {
    types: [LOAD_BALANCER],
    page: `${ELB}/API_CreateLoadBalancer.html`,
    reads: ["loadBalancerType", "subnets", "subnetMappings"],
    check: zones,
  },
  {
    types: [CERTIFICATE],
    page: "https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html",
    reads: ["domainName"],
    check: (inputs) =>
      textsAt(inputs, "domainName")
        .filter(({ value }) => value.length > 64)
        .map((found) => ({ ...found, expected: "at most 64 octets; longer names go into subjectAlternativeNames" })),
  },
  {
    types: ["aws:route53/healthCheck:HealthCheck"],
    page: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html",
    reads: ["requestInterval"],
    check: ({ requestInterval }) => {
      const seconds = numberOf(requestInterval);
      return seconds === undefined || [10, 30].includes(seconds)
        ? []
        : [{ path: "requestInterval", value: requestInterval, expected: "10 or 30 seconds" }];
    },
  },
  // "You have a duplicate priority. Priorities must be unique.", measured in
  // https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/wafv2/pf-wafv2-rule-unique
  {
    types: [WEB_ACL, "aws:wafv2/ruleGroup:RuleGroup"],
    page: "https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html",
    reads: ["rules"],
    check: (inputs) => {
      const priorities = valuesAt(inputs, "rules[].priority");
      return priorities
        .filter(
          ({ value }, index) =>
            numberOf(value) !== undefined && priorities.findIndex((other) => other.value === value) !== index,
        )
        .map(({ path, value }) => ({ path, value, expected: "a priority that no other rule has" }));
    },
  },
  textRule(
    WEB_ACL_ASSOCIATION,
    "resourceArn",
    /^(?!arn:[^:]+:apigateway:[^:]*::\/apis\/)/,
    "the ARN of a REST API's stage: HTTP and WebSocket APIs have no web ACL",
    "https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html",
  ),
  textRule(
    WEB_ACL_ASSOCIATION,
    "webAclArn",
    /:regional\/webacl\/|^arn:aws[a-z-]*:waf-regional:/,
    "the ARN of a regional web ACL",
    "https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html",
  ),
];

/** TCP and UDP have ports; 0 is reserved, so that no packet matches a rule of 0 alone. */
function ports(inputs: Inputs): Found[] {
  const protocol = inputs.ipProtocol ?? inputs.protocol;
  if (protocol !== "tcp" && protocol !== "udp") {
    return [];
  }
  const none = numberOf(inputs.fromPort) === 0 && numberOf(inputs.toPort) === 0;
  return ["fromPort", "toPort"].flatMap((path) =>
    valuesAt(inputs, path).flatMap(({ value }) => {
      const port = numberOf(value);
      return port !== undefined && (none || port < 0 || port > 65_535)
        ? [{ path, value, expected: "a port from 1 to 65535" }]
        : [];
    }),
  );
}

function zones(inputs: Inputs): Found[] {
  const { loadBalancerType = "application", subnets, subnetMappings } = inputs;
  const given = Array.isArray(subnets) ? subnets : Array.isArray(subnetMappings) ? subnetMappings : undefined;
  return loadBalancerType === "application" && given?.length === 1
    ? [
        {
          path: Array.isArray(subnets) ? "subnets" : "subnetMappings",
          value: given,
          expected: "subnets of at least two Availability Zones for an Application Load Balancer",
        },
      ]
    : [];
}
