import { RECORD, V1, V2, ZONE } from "../../../../aws/resource-types";
import { dnsTargetsRegionalDomainName } from "../../../../policy/rules/domains/dns-targets-regional-domain-name";
import { describeRule, UNKNOWN } from "../../cases";

const target = "d-abcde12345.execute-api.eu-west-1.amazonaws.com";

const endpoint = "abcde12345.execute-api.eu-west-1.amazonaws.com";
const zone = { type: ZONE, props: { zoneId: "Z5", name: "example.com" } };
const restDomain = (types: string) => ({
  domain: {
    type: V1.domainName,
    props: {
      domainName: "api.example.com",
      endpointConfiguration: { types },
      regionalDomainName: types === "EDGE" ? "" : target,
      cloudfrontDomainName: types === "EDGE" ? "d3abc.cloudfront.net" : "",
    },
  },
});

describeRule(dnsTargetsRegionalDomainName, {
  baseline: {
    api: { type: V2.api, props: { id: "abcde12345" } },
    domain: {
      type: V2.domainName,
      props: {
        domainName: "api.example.com",
        domainNameConfiguration: { targetDomainName: target, hostedZoneId: "Z1" },
      },
    },
    other: {
      type: V2.domainName,
      props: {
        domainName: "other.example.com",
        domainNameConfiguration: { targetDomainName: "d-zzzzz12345.execute-api.eu-west-1.amazonaws.com" },
      },
    },
    record: {
      type: RECORD,
      props: { name: "api.example.com", type: "A", aliases: [{ name: target, zoneId: "Z1" }] },
      refs: { aliases: ["domain"] },
    },
  },
  passes: {
    "a record of another type with the API's endpoint as its text": {
      "record.type": "MX",
      "record.records": [endpoint],
      "record.aliases": [],
    },
    "the domain's own target among others by reference": {
      "record.aliases": [{ name: UNKNOWN, zoneId: UNKNOWN }],
      "record.refs": { aliases: ["domain", "other"] },
    },
    "a domain's target beside its API by reference": {
      "record.aliases": [],
      "record.records": UNKNOWN,
      "record.refs": { records: ["domain", "api"] },
    },
    "a domain's target in the records of a stack's zone": {
      zone,
      "record.aliases": [],
      "record.records": UNKNOWN,
      "record.refs": { records: ["domain", "zone"] },
    },
    "what is neither a domain nor an API by reference": {
      zone,
      "record.aliases": [{ name: UNKNOWN, zoneId: UNKNOWN }],
      "record.refs": { aliases: ["zone"] },
    },
    "another name that the zone's name ends": {
      zone,
      "record.zoneId": "Z5",
      "record.aliases": [],
      "record.type": "CNAME",
      "record.records": ["api.example.com.example.com"],
    },
    "another name from the zone's own": {
      zone,
      "record.name": "example.com",
      "record.zoneId": "Z5",
      "record.aliases": [],
      "record.type": "CNAME",
      "record.records": ["example.com.example.com"],
    },
    "a distribution of the stack's own before a Regional REST domain": {
      ...restDomain("REGIONAL"),
      cdn: { type: "aws:cloudfront/distribution:Distribution", props: {} },
      "record.aliases": [{ name: "d3abc.cloudfront.net", zoneId: "Z2FDTNDATAQYW2" }],
      "record.refs": { aliases: ["domain", "cdn"] },
    },
    "another distribution before an edge-optimized domain": {
      ...restDomain("EDGE"),
      "record.aliases": [{ name: "d999.cloudfront.net", zoneId: "Z2FDTNDATAQYW2" }],
    },
    "a load balancer before a Regional REST domain": {
      ...restDomain("REGIONAL"),
      "record.aliases": [{ name: "elb.example.com", zoneId: "Z9" }],
    },
    "a target that is not known yet": {
      "domain.domainNameConfiguration": { targetDomainName: UNKNOWN, hostedZoneId: UNKNOWN },
      "record.aliases": [{ name: UNKNOWN, zoneId: UNKNOWN }],
    },
    "a name with a dot at the end": { "record.aliases": [{ name: `${target}.`, zoneId: "Z1" }] },
    "a distribution before the domain": {
      "record.aliases": [{ name: "d111.cloudfront.net", zoneId: "Z2FDTNDATAQYW2" }],
    },
    "a record for another name": { "record.name": "www.example.com", "record.aliases": [{ name: "elb.example.com" }] },
    "the target of the same name's domain in another region": {
      "other.domainName": "api.example.com",
      "record.aliases": [{ name: "d-zzzzz12345.execute-api.eu-west-1.amazonaws.com", zoneId: "Z2" }],
    },
    "a validation record": { "record.type": "TXT", "record.records": ["x"], "record.aliases": [] },
  },
  fails: {
    "another domain's target below a wildcard domain": [
      {
        "domain.domainName": "*.example.com",
        "record.name": "eu.example.com",
        "record.aliases": [{ name: "d-zzzzz12345.execute-api.eu-west-1.amazonaws.com", zoneId: "Z1" }],
      },
      /the target of another domain \(other\)\.\nFix: Point it at domain's/,
    ],
    "the target of the wildcard domain where the name has a domain of its own": [
      {
        "other.domainName": "*.example.com",
        "record.aliases": [{ name: "d-zzzzz12345.execute-api.eu-west-1.amazonaws.com", zoneId: "Z1" }],
      },
      /the target of another domain \(other\)/,
    ],
    "the API's own endpoint from the apex, written as @": [
      {
        zone,
        "domain.domainName": "example.com",
        "record.name": "@",
        "record.zoneId": "Z5",
        "record.aliases": [{ name: endpoint, zoneId: "Z1" }],
      },
      /record for example\.com points to the API's own endpoint/,
    ],
    ...Object.fromEntries(
      [V1.restApi, V1.stage, V2.api, V2.stage].map((type) => [
        `the endpoint of a ${type} by reference, beside a zone`,
        [
          {
            zone,
            entry: { type, props: {} },
            "record.aliases": [],
            "record.records": UNKNOWN,
            "record.refs": { records: ["entry", "zone"] },
          },
          /points to the endpoint of entry, which answers 403/,
        ] as const,
      ]),
    ),
    "a target in CloudFront's zone of a Regional domain, which has none": [
      { ...restDomain("REGIONAL"), "record.aliases": [{ name: "cdn.example.net", zoneId: "Z2FDTNDATAQYW2" }] },
      /points to the distribution cdn\.example\.net of domain, which is Regional and has none/,
    ],
    "the API's own endpoint from a record of Cloudflare": [
      {
        cloudflare: {
          type: "cloudflare:index/dnsRecord:DnsRecord",
          props: { zoneId: "z", name: "api.example.com", type: "CNAME", content: endpoint },
        },
      },
      /record for api\.example\.com points to the API's own endpoint/,
    ],
    "another domain's target from a record of Cloudflare": [
      {
        cloudflare: {
          type: "cloudflare:index/record:Record",
          props: {
            zoneId: "z",
            name: "api.example.com",
            type: "CNAME",
            value: "d-zzzzz12345.execute-api.eu-west-1.amazonaws.com",
          },
        },
      },
      /the target of another domain \(other\)/,
    ],
    "the API's own endpoint from a relative name": [
      { zone, "record.name": "api", "record.zoneId": "Z5", "record.aliases": [{ name: endpoint, zoneId: "Z1" }] },
      /record for api\.example\.com points to the API's own endpoint/,
    ],
    "the API's own endpoint from the apex": [
      {
        zone,
        "domain.domainName": "example.com",
        "record.name": "",
        "record.zoneId": "Z5",
        "record.aliases": [{ name: endpoint, zoneId: "Z1" }],
      },
      /record for example\.com points to the API's own endpoint/,
    ],
    "the API's own endpoint below a wildcard domain": [
      {
        "domain.domainName": "*.example.com",
        "record.name": "eu.example.com",
        "record.aliases": [{ name: endpoint, zoneId: "Z1" }],
      },
      /points to the API's own endpoint/,
    ],
    "the API's own endpoint with no domain in the stack": [
      { domain: undefined, other: undefined, "record.refs": {}, "record.aliases": [{ name: endpoint, zoneId: "Z1" }] },
      /record for api\.example\.com points to the API's own endpoint.*\nFix: Point it at a custom domain's target name/,
    ],
    "the API's URL": [
      { "record.aliases": [], "record.type": "CNAME", "record.records": [`https://${endpoint}`] },
      /points to the API's own endpoint https:/,
    ],
    "a CNAME to itself": [
      { "record.aliases": [], "record.type": "CNAME", "record.records": ["api.example.com."] },
      /points to api\.example\.com, which is the record itself/,
    ],
    "the distribution of a Regional domain, which has none": [
      {
        ...restDomain("REGIONAL"),
        "record.aliases": [{ name: "d3abc.cloudfront.net", zoneId: "Z2FDTNDATAQYW2" }],
      },
      /points to the distribution d3abc\.cloudfront\.net of domain, which is Regional and has none\.\nFix: Point it at domain's regionalDomainName and regionalZoneId/,
    ],
    "the Regional name of an edge-optimized domain": [
      { ...restDomain("EDGE"), "record.aliases": [{ name: target, zoneId: "Z1" }] },
      /a Regional target, and domain is edge-optimized\.\nFix: Point it at domain's cloudfrontDomainName/,
    ],
    "the record's own zone for an alias by reference": [
      {
        zone,
        "record.aliases": [{ name: UNKNOWN, zoneId: UNKNOWN }],
        "record.refs": { aliases: ["domain", "zone"] },
      },
      /takes the zone of its alias from a hosted zone of the stack\.\nFix: Point it at domain's/,
    ],
    "the API's own endpoint": [
      { "record.aliases": [{ name: "abcde12345.execute-api.eu-west-1.amazonaws.com", zoneId: "Z1" }] },
      /record for api\.example\.com points to the API's own endpoint abcde12345\.execute-api.*\nFix: Point it at domain's domainNameConfiguration\.targetDomainName and domainNameConfiguration\.hostedZoneId/,
    ],
    "the API's own endpoint in a CNAME": [
      {
        "record.aliases": [],
        "record.type": "CNAME",
        "record.records": ["abcde12345.execute-api.eu-west-1.amazonaws.com"],
      },
      /the API's own endpoint/,
    ],
    "another domain's target": [
      { "record.aliases": [{ name: "d-zzzzz12345.execute-api.eu-west-1.amazonaws.com", zoneId: "Z1" }] },
      /the target of another domain \(other\)\.\nFix: Point it at domain's/,
    ],
    "another zone": [
      { "record.aliases": [{ name: target, zoneId: "Z9" }] },
      /has the hosted zone Z9, and the domain's is Z1/,
    ],
    "another domain's target by reference": [
      { "record.aliases": [{ name: UNKNOWN, zoneId: UNKNOWN }], "record.refs": { aliases: ["other"] } },
      /points to the target of other\.\nFix: Point it at domain's/,
    ],
    "the API by reference": [
      { "record.aliases": [], "record.records": UNKNOWN, "record.refs": { records: ["api"] } },
      /points to the endpoint of api, which answers 403/,
    ],
  },
  unknown: {
    "a target that was copied, beside a domain whose own is not known yet": [
      {
        "domain.domainNameConfiguration": { targetDomainName: UNKNOWN },
        "record.aliases": [{ name: "d-0a1b2c3d4e.execute-api.eu-west-1.amazonaws.com", zoneId: "Z1" }],
        "record.refs": {},
      },
      /the target d-0a1b2c3d4e\.execute-api.* is of no domain of this stack/,
    ],
    "a target that was copied, with ids that are not AWS's": [
      {
        "record.aliases": [{ name: "d-0a1b2c3d4e.execute-api.eu-west-1.amazonaws.com", zoneId: "Z1" }],
        "record.refs": {},
      },
      /the target d-0a1b2c3d4e\.execute-api.* is of no domain of this stack/,
    ],
    "a target that comes from nowhere known": [
      { "record.aliases": [{ name: UNKNOWN, zoneId: UNKNOWN }], "record.refs": {} },
      /aliases are not known/,
    ],
  },
});
