import { CLOUDFRONT_CERTIFICATE_REGION } from "../../../aws/cloudfront";
import { parseArn } from "../../../aws/arn";
import { CERTIFICATE, CERTIFICATE_VALIDATION, V2 } from "../../../aws/resource-types";
import { DOMAINS, domainShape } from "../../facts/domains";
import { stackRule } from "../../pack/rule";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { Undecided } from "../../graph/unknown";

export const regionalCertificate = stackRule({
  name: "regional-certificate",
  title: "A domain's certificate is in the region that serves it",
  description:
    "A Regional domain's certificate is in the domain's own region; an edge-optimized domain's is in us-east-1.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "API Gateway looks a Regional domain's certificate up in its own region, and CloudFront, which serves edge-optimized domains, only in us-east-1. With another region the domain is refused, after everything before it was created.",
  fix: "Request the certificate in the domain's own region (the certificate's region argument, or an aws provider for that region); for an edge-optimized domain, in us-east-1.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html",
  equivalents: [],
  examples: {
    fails: `const certificate = new acm.Certificate("api", {
  domainName: "api.example.com",
  validationMethod: "DNS",
  region: "us-east-1",
});
new apigatewayv2.DomainName("api", {
  region: "eu-west-1",
  domainName: "api.example.com",
  domainNameConfiguration: {
    certificateArn: certificate.arn,
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  },
});`,
    passes: `const certificate = new acm.Certificate("api", {
  domainName: "api.example.com",
  validationMethod: "DNS",
  region: "eu-west-1",
});
new apigatewayv2.DomainName("api", {
  region: "eu-west-1",
  domainName: "api.example.com",
  domainNameConfiguration: {
    certificateArn: certificate.arn,
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  },
});`,
  },
  options: {},
  types: DOMAINS,
  check(domain, { graph, report }) {
    const ownership = ownershipRegion(graph, domain);
    const here = domain.region;
    if (ownership !== undefined && here !== undefined && ownership !== here) {
      report(
        `The ownership certificate of ${domain.maybeText("domainName") ?? domain.name} is in ${ownership}, and the domain is in ${here}.`,
        `Request the ownership certificate in ${here}.`,
      );
    }
    const { certificate: path, endpoint } = domainShape(domain);
    if (!domain.has(path)) {
      return;
    }
    const expected = endpoint === "EDGE" ? CLOUDFRONT_CERTIFICATE_REGION : domain.region;
    if (expected === undefined) {
      throw new Undecided("the domain's region is not known");
    }
    const arn = domain.maybeText(path);
    let actual = arn === undefined ? undefined : parseArn(arn)?.region;
    if (arn === undefined) {
      const sources = graph.dependencies(domain, path);
      const certificates = sources.filter(({ type }) => type === CERTIFICATE || type === CERTIFICATE_VALIDATION);
      const regions = new Set(certificates.map((certificate) => certificate.region));
      if (regions.size !== 1 || regions.has(undefined)) {
        throw new Undecided(`${path} is not known before the deployment`);
      }
      [actual] = [...regions];
    }
    if (actual === undefined || actual === expected) {
      return;
    }
    const name = domain.maybeText("domainName") ?? domain.name;
    if (endpoint === "EDGE") {
      report(
        `The certificate of the edge-optimized domain ${name} is in ${actual}, and CloudFront takes certificates only from ${expected}.`,
        `Request the certificate in ${expected}.`,
      );
    } else {
      report(
        `The certificate of ${name} is in ${actual}, and the domain is in ${expected}.`,
        `Request the certificate in ${expected} (region: "${expected}" on the certificate and its validation).`,
      );
    }
  },
});

/**
 * The region of the certificate that proves the ownership of a domain with mutual TLS; undefined where no such certificate is set, or its region is unknown.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 */
function ownershipRegion(graph: Graph, domain: PolicyResource): string | undefined {
  const name = "ownershipVerificationCertificateArn";
  const path = domain.type === V2.domainName ? `domainNameConfiguration.${name}` : name;
  if (!domain.has(path)) {
    return undefined;
  }
  const arn = domain.maybeText(path);
  if (arn !== undefined) {
    return parseArn(arn)?.region;
  }
  // in one object with the certificate, its sources are those of the whole object
  const sources = domain.type === V2.domainName ? [] : graph.dependencies(domain, path);
  return sources.length === 1 && sources[0] ? sources[0].region : undefined;
}
