import { Authority, inDays } from "../loopback/certificates";
import { DOMAIN, VALIDATION } from "../loopback/program";
import type { Fault } from "./fault";

/** Without a token the request is made in spite of the certificate, so that its own fault alone is left. */
const open = { token: null, program: { routes: { "GET /orders": { function: "orders" } } } };
const pending = { certificate: { status: "PENDING_VALIDATION" } };
const arn = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/11111111-2222-3333-4444-555555555555`;

export const certificateFaults: Fault[] = [
  {
    name: "a port where nothing listens",
    changes: { down: true },
    expect: { check: "tls-connects", seen: /ECONNREFUSED/, fix: /DNS points to the domain's regional target/ },
  },
  {
    name: "a certificate of an authority that nobody trusts",
    changes: { tls: async () => (await Authority.make("somebody")).issue([DOMAIN]), ...open },
    expect: { check: "tls-trusted", seen: /^UNABLE_TO_\w+, issued by somebody$/, fix: /public certificate of ACM/ },
  },
  {
    name: "a certificate for another name",
    changes: { tls: (authority) => authority.issue(["www.example.test"]), ...open },
    expect: {
      check: "tls-names",
      seen: /^the certificate is for www\.example\.test$/,
      fix: /include api\.example\.test/,
    },
  },
  {
    name: "a wildcard certificate one level too high",
    changes: { tls: (authority) => authority.issue(["*.test"]), ...open },
    expect: { check: "tls-names", seen: /\*\.test/, fix: /include api\.example\.test/ },
  },
  {
    name: "API Gateway's own certificate instead of the domain's",
    changes: {
      tls: (authority) => authority.issue(["*.execute-api.eu-west-1.amazonaws.com"]),
      ...open,
    },
    expect: {
      check: "tls-names",
      seen: /\*\.execute-api\.eu-west-1\.amazonaws\.com/,
      fix: /^Create the domain name api\.example\.test in the API's region/,
    },
  },
  {
    name: "a certificate that has expired",
    changes: {
      tls: (authority) => authority.issue([DOMAIN], { notBefore: inDays(-90), notAfter: inDays(-2) }),
      ...open,
    },
    expect: { check: "tls-expiry", seen: /expired on \d{4}-\d\d-\d\d$/, fix: /validation record back/ },
  },
  {
    name: "a certificate that is served for 10 days more",
    changes: { tls: (authority) => authority.issue([DOMAIN], { notAfter: inDays(10.5) }) },
    expect: { check: "tls-expiry", status: "warning", seen: /in 10 days$/, fix: /validation record back/ },
  },
  {
    name: "a server that takes TLS 1.1",
    changes: {
      tls: async (authority) => ({
        ...(await authority.issue([DOMAIN])),
        minVersion: "TLSv1.1",
        ciphers: "DEFAULT@SECLEVEL=0",
      }),
    },
    expect: { check: "tls-version", status: "warning", seen: /takes TLS 1\.0 or 1\.1/, fix: /"TLS_1_2"/ },
  },
  {
    name: "a certificate in another region than the API",
    changes: { program: { certificate: { region: "us-east-1", arn: arn("us-east-1") } } },
    expect: {
      check: "certificate-region",
      seen: /^the certificate is in us-east-1, the API in eu-west-1$/,
      fix: /^Request the certificate in eu-west-1/,
    },
  },
  {
    name: "a validation record that is missing",
    changes: { program: pending, dns: { [VALIDATION.name]: null } },
    expect: {
      check: "certificate-issued",
      seen: /PENDING_VALIDATION; _x1\.api\.example\.test\. is missing \(NXDOMAIN\)/,
      fix: /^Create CNAME _x1\.api\.example\.test\. -> _y1\.acm-validations\.aws\.\.$/,
    },
  },
  {
    name: "a validation record with a wrong value",
    changes: { program: pending, dns: { [VALIDATION.name]: { cname: "_old.acm-validations.aws" } } },
    expect: {
      check: "certificate-issued",
      seen: /points to _old\.acm-validations\.aws/,
      fix: /^Create CNAME _x1\.api\.example\.test\. -> _y1\.acm-validations\.aws\.\.$/,
    },
  },
  {
    name: "a validation that ACM has not made yet",
    changes: { program: pending },
    expect: { check: "certificate-issued", seen: /the validation records are there/, fix: /^Wait.*CAA/ },
  },
  {
    name: "a certificate that could not be issued",
    changes: { program: { certificate: { status: "VALIDATION_TIMED_OUT" } } },
    expect: { check: "certificate-issued", seen: /VALIDATION_TIMED_OUT/, fix: /^Request a new certificate/ },
  },
  {
    name: "a certificate in ACM for other names",
    changes: { program: { certificate: { domainName: "*.example.com" } } },
    expect: { check: "certificate-names", seen: /\*\.example\.com/, fix: /include api\.example\.test/ },
  },
  {
    name: "a certificate in ACM that expires in 12 days",
    changes: { program: { certificate: { notAfter: inDays(12.5).toISOString() } } },
    expect: { check: "certificate-expiry", status: "warning", seen: /in 12 days$/, fix: /validation records back/ },
  },
];
