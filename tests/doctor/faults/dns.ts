import { DOMAIN, TARGET } from "../loopback/program";
import type { Fault } from "./fault";

const OTHER = "d-zzz123def4.execute-api.eu-west-1.amazonaws.com";
const ELSEWHERE = "d-abc123def4.execute-api.us-east-1.amazonaws.com";
const DEFAULT_ENDPOINT = "apiabcdefg.execute-api.eu-west-1.amazonaws.com";
const loopback = { a: ["127.0.0.1"] };
const toTarget = /^Point the record of api\.example\.test to d-abc123def4\.execute-api\.eu-west-1\.amazonaws\.com\.$/;

export const dnsFaults: Fault[] = [
  {
    name: "a name that does not exist",
    changes: { dns: { [DOMAIN]: null } },
    expect: {
      check: "dns-resolves",
      seen: /^api\.example\.test does not exist \(NXDOMAIN\)$/,
      fix: /^Create a CNAME, or alias A and AAAA records, for api\.example\.test that points to d-abc123def4\./,
    },
  },
  {
    name: "a name without an address",
    changes: { dns: { [DOMAIN]: {} } },
    expect: { check: "dns-resolves", seen: /has no address record \(NODATA\)/, fix: /^Create a CNAME/ },
  },
  {
    name: "a zone that is not served",
    changes: { dns: { [DOMAIN]: { failure: "SERVFAIL" } } },
    expect: { check: "dns-resolves", seen: /SERVFAIL/, fix: /^Compare the NS records at the registrar/ },
  },
  {
    name: "a target that was deleted",
    changes: { dns: { [TARGET]: null } },
    expect: { check: "dns-resolves", seen: /-> d-abc123def4\..*no address \(NXDOMAIN\)$/, fix: toTarget },
  },
  {
    name: "a record that points to the execute-api endpoint",
    changes: { dns: { [DOMAIN]: { cname: DEFAULT_ENDPOINT }, [DEFAULT_ENDPOINT]: loopback } },
    expect: { check: "dns-target", seen: /-> apiabcdefg\.execute-api\.eu-west-1\.amazonaws\.com$/, fix: toTarget },
  },
  {
    name: "a record that points to another region's target",
    changes: { dns: { [DOMAIN]: { cname: ELSEWHERE }, [ELSEWHERE]: loopback } },
    expect: { check: "dns-target", seen: /execute-api\.us-east-1\.amazonaws\.com$/, fix: toTarget },
  },
  {
    name: "a record that points to another domain's target in the same region",
    changes: { dns: { [DOMAIN]: { cname: OTHER }, [OTHER]: loopback } },
    expect: { check: "dns-target", seen: /-> d-zzz123def4\./, fix: toTarget },
  },
  {
    name: "an alias or address that is not the target's",
    changes: { dns: { [DOMAIN]: loopback, [TARGET]: { a: ["127.0.0.9"] } } },
    expect: {
      check: "dns-target",
      seen: /^api\.example\.test has 127\.0\.0\.1; d-abc123def4\..* has 127\.0\.0\.9$/,
      fix: toTarget,
    },
  },
];
