import { RECORD, ZONE } from "../../../../aws/resource-types";
import { cnameNotAtApex } from "../../../../policy/rules/domains/cname-not-at-apex";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(cnameNotAtApex, {
  baseline: {
    zone: { type: ZONE, props: { zoneId: "Z123", name: "example.com" } },
    api: {
      type: RECORD,
      props: { zoneId: "Z123", name: "api.example.com", type: "CNAME", records: ["d-abcde12345.example.net"] },
      refs: { zoneId: ["zone"] },
    },
  },
  passes: {
    "an alias record at the apex": { "api.name": "example.com", "api.type": "A" },
    "a zone of another stack": { zone: undefined, "api.name": "example.com" },
  },
  fails: {
    "a CNAME for the zone's name": [
      { "api.name": "Example.com." },
      /api is a CNAME for example\.com, the name of the hosted zone itself, which Route 53 refuses\.\nFix: Set type to "A"/,
    ],
    "a CNAME without a name": [{ "api.name": "" }, /api is a CNAME for example\.com/],
    "a zone whose id is not known yet": [
      { "api.zoneId": UNKNOWN, "zone.zoneId": UNKNOWN, "api.name": "example.com" },
      /api is a CNAME for example\.com/,
    ],
  },
  unknown: { "a name that is not known yet": [{ "api.name": UNKNOWN }, /name is not known/] },
});
