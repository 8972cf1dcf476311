import { RECORD, V2 } from "../../../../aws/resource-types";
import { latencyRecordRegion } from "../../../../policy/rules/domains/latency-record-region";
import { describeRule, UNKNOWN } from "../../cases";

const target = (region: string) => `d-abcde12345.execute-api.${region}.amazonaws.com`;
const domain = (region: string) => ({
  type: V2.domainName,
  props: { region, domainName: "api.example.com", domainNameConfiguration: { targetDomainName: UNKNOWN } },
});

describeRule(latencyRecordRegion, {
  baseline: {
    eu: domain("eu-west-1"),
    us: domain("us-east-1"),
    record: {
      type: RECORD,
      props: {
        name: "api.example.com",
        type: "A",
        setIdentifier: "eu",
        latencyRoutingPolicies: [{ region: "eu-west-1" }],
        aliases: [{ name: target("eu-west-1"), zoneId: "ZLY8HYME6SFDD" }],
      },
    },
  },
  passes: {
    "a record without a routing policy": {
      "record.latencyRoutingPolicies": [],
      "record.aliases": [{ name: target("us-east-1"), zoneId: "Z1UJRXOUMOOFQ8" }],
    },
    "a target of elsewhere": { "record.aliases": [{ name: "lb.example.net", zoneId: "Z1" }] },
  },
  fails: {
    "crossed regions": [
      { "record.aliases": [{ name: target("us-east-1"), zoneId: "Z1UJRXOUMOOFQ8" }] },
      /record answers callers near eu-west-1, and points to a domain in us-east-1\.\nFix: Set the region of latencyRoutingPolicies to "us-east-1"/,
    ],
    "crossed regions in a preview": [
      { "record.aliases": [{ name: UNKNOWN, zoneId: UNKNOWN }], "record.refs": { aliases: ["us"] } },
      /record answers callers near eu-west-1, and points to a domain in us-east-1/,
    ],
  },
  unknown: {
    "a region that is not known yet": [
      { "record.latencyRoutingPolicies": [{ region: UNKNOWN }] },
      /region is not known/,
    ],
    "a target that is not known yet": [{ "record.aliases": [{ name: UNKNOWN, zoneId: UNKNOWN }] }, "not needed"],
  },
});
