import { isIP } from "node:net";
import { RECORD } from "../../resource-types";
import { type Found, numberOf, rangeRule, type Rule, textRule } from "../rule";
import { type Inputs, isAbsent, valuesAt } from "../violation";

const ROUTE53 = "https://docs.aws.amazon.com/Route53/latest/APIReference";
const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html";
const RULES = [
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];
const SERVICE = "aws:ecs/service:Service";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const FARGATE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html";

/** The rules of DNS records, of security groups' rules, and of the tasks behind them. */
export const recordRules: readonly Rule[] = [
  rangeRule(RECORD, "weightedRoutingPolicies[].weight", 0, 255, `${ROUTE53}/API_ResourceRecordSet.html`),
  {
    types: [RECORD],
    page: `${ROUTE53}/API_ResourceRecordSet.html`,
    reads: ["type", "records", "ttl", "aliases"],
    check: record,
  },
  textRule(
    RULES,
    "ipProtocol",
    /^(-1|all|tcp|udp|icmp|icmpv6|\d{1,3})$/i,
    "tcp, udp, icmp, icmpv6, -1 for all, or a protocol's number",
    EC2,
  ),
  { types: RULES, page: EC2, reads: ["cidrIpv4", "cidrIpv6", "fromPort", "toPort", "ipProtocol"], check: range },
  rangeRule(
    SERVICE,
    "desiredCount",
    0,
    2 ** 31 - 1,
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
  ),
  { types: [TASK], page: FARGATE, reads: ["requiresCompatibilities", "networkMode", "cpu"], check: fargate },
];

/** An alias has neither records nor a time to live; addresses are those of the record's type. */
function record(inputs: Inputs): Found[] {
  const { type, aliases, ttl, records } = inputs;
  const isAlias = Array.isArray(aliases) && aliases.length > 0;
  const version = type === "A" ? 4 : type === "AAAA" ? 6 : undefined;
  return [
    ...(isAlias && !isAbsent(ttl) && typeof ttl === "number"
      ? [{ path: "ttl", value: ttl, expected: "no ttl beside aliases: an alias has its target's" }]
      : []),
    ...(isAlias && Array.isArray(records) && records.length > 0
      ? [{ path: "records", value: records, expected: "no records beside aliases" }]
      : []),
    ...valuesAt(inputs, "records[]")
      .filter(({ value }) => version !== undefined && typeof value === "string" && isIP(value) !== version)
      .map(({ path, value }) => ({
        path,
        value,
        expected: `an IPv${version} address in a record of type ${String(type)}`,
      })),
    ...(type === "CNAME" && Array.isArray(records) && records.length > 1
      ? [{ path: "records", value: records, expected: "one name in a record of type CNAME" }]
      : []),
  ];
}

/** The ports of TCP and UDP are in order, and a block is one of addresses. */
function range(inputs: Inputs): Found[] {
  const { ipProtocol: protocol, fromPort, toPort } = inputs;
  const [from, to] = [numberOf(fromPort), numberOf(toPort)];
  const hasPorts = typeof protocol === "string" && /^(tcp|udp|6|17)$/i.test(protocol);
  return [
    ...(hasPorts && from !== undefined && to !== undefined && from > to
      ? [{ path: "toPort", value: toPort, expected: `at least ${from}, the fromPort` }]
      : []),
    ...([4, 6] as const).flatMap((version) => {
      const path = `cidrIpv${version}`;
      const value = inputs[path];
      return typeof value === "string" && !isAbsent(value) && !isBlock(value, version)
        ? [
            {
              path,
              value,
              expected: `a block of IPv${version} addresses, such as ${version === 4 ? "10.0.0.0/16" : "2001:db8::/32"}`,
            },
          ]
        : [];
    }),
  ];
}

function isBlock(text: string, version: 4 | 6): boolean {
  const [address = "", prefix = ""] = text.split("/");
  return isIP(address) === version && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}

/** Fargate has awsvpc networks, and sizes of its own. */
function fargate({ requiresCompatibilities: kinds, networkMode, cpu }: Inputs): Found[] {
  if (!Array.isArray(kinds) || !kinds.includes("FARGATE")) {
    return [];
  }
  const sizes = [256, 512, 1_024, 2_048, 4_096, 8_192, 16_384];
  const units = numberOf(cpu);
  return [
    ...(typeof networkMode === "string" && networkMode !== "awsvpc"
      ? [{ path: "networkMode", value: networkMode, expected: "awsvpc, the only network mode of Fargate" }]
      : []),
    ...(units !== undefined && !sizes.includes(units)
      ? [{ path: "cpu", value: cpu, expected: `one of ${sizes.join(", ")} on Fargate` }]
      : []),
  ];
}
