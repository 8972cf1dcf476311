import * as pulumi from "@pulumi/pulumi";
import * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";
import { type Expectation, validateOutput } from "../../shared/problems";
import type { DnsRecord } from "../shared/dns-record";
import type { DomainSettings } from "../shared/args";
import { isEdge } from "../shared/kinds";
import { certificatePlace } from "../shared/region";
import type { DomainContext } from "./context";

/** The certificate of a domain, ready to be used. */
export interface DomainCertificate {
  /** Known once the certificate is issued. */
  arn: pulumi.Input<string>;
  /** The records that prove the domain, one for each name; none where the certificate was given. */
  validation: DnsRecord[];
  resources: CertificateResources;
}

/** The underlying resources of a certificate that was made here. */
export interface CertificateResources {
  certificate: acm.Certificate | undefined;
  validation: acm.CertificateValidation | undefined;
  /** By the name that the record proves. */
  validationRecords: Record<string, route53.Record>;
}

/**
 * The certificate stands in the domain's own region, or in CloudFront's for an edge-optimized domain: API Gateway looks nowhere else.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 */
export function domainCertificate(context: DomainContext): DomainCertificate {
  const { args } = context;
  if (args.certificateArn !== undefined) {
    const arn = certificateInRegion(context, args.certificateArn, "certificateArn");
    const resources = { certificate: undefined, validation: undefined, validationRecords: {} };
    return { arn, validation: [], resources };
  }
  return newCertificate(context);
}

function newCertificate(context: DomainContext): DomainCertificate {
  const { name, args, opts } = context;
  const region = certificatePlace(args, context.place).override;
  const certificate = new acm.Certificate(
    `${name}-certificate`,
    {
      domainName: args.domainName,
      subjectAlternativeNames: args.subjectAlternativeNames,
      validationMethod: "DNS",
      region,
      tags: args.tags,
    },
    opts,
  );
  const validation = validatedNames(args).map((proved) => validationRecord(certificate, proved));
  const validationRecords = recordsInZone(context, validation);
  const validated = new acm.CertificateValidation(
    `${name}-certificate-validation`,
    {
      certificateArn: certificate.arn,
      validationRecordFqdns: validation.map((record) => record.name),
      region,
    },
    { ...opts, dependsOn: Object.values(validationRecords) },
  );
  return {
    arn: validated.certificateArn,
    validation,
    resources: { certificate, validation: validated, validationRecords },
  };
}

/** Returns the check of a certificate's ARN for a domain in a region; one that is not known yet is not compared. */
export function checkCertificateArn(
  args: DomainSettings,
  region: string | undefined,
): (arn: string) => Expectation | undefined {
  return (received) => {
    const [prefix, , service, found, , resource = ""] = received.split(":");
    if (service === "iam") {
      const domain = isEdge(args) ? "an edge-optimized" : "a Regional";
      const expected = `an ACM certificate: an IAM server certificate can't serve ${domain} domain`;
      return { received, expected, fix: "import it into ACM, or leave the argument out to get a new one" };
    }
    if (prefix !== "arn" || service !== "acm" || !resource.startsWith("certificate/")) {
      const expected = "arn:aws:acm:<region>:<account>:certificate/<id>";
      return { received, expected, fix: "take it from the certificate's page in ACM" };
    }
    if (region === undefined || found === region) {
      return undefined;
    }
    const reason = isEdge(args)
      ? "the only region that CloudFront takes an edge-optimized domain's certificate from"
      : "where the domain and its APIs are";
    return {
      received,
      expected: `a certificate in ${region}, ${reason}; this one is in ${found}`,
      fix: `request the certificate in ${region}, or leave the argument out to get a new one there`,
    };
  };
}

/** Returns the same ARN, which stops the deployment as soon as it is known to be of another region than the domain. */
export function certificateInRegion(
  { component, args, place }: DomainContext,
  arn: pulumi.Input<string>,
  argument: string,
): pulumi.Output<string> {
  const both = pulumi.all([arn, certificatePlace(args, place).region]);
  return pulumi
    .output(
      validateOutput<[string, string | undefined]>(component, argument, both, ([text, region]) =>
        checkCertificateArn(args, region)(text),
      ),
    )
    .apply(([text]) => text);
}

/** The names that need a record each: a wildcard is proved by the record of the name below it. */
function validatedNames(args: DomainSettings): string[] {
  const names = [args.domainName, ...(args.subjectAlternativeNames ?? [])];
  return [...new Set(names.map((name) => name.replace(/^\*\./, "")))];
}

/** Mocks of unit tests often leave them out. */
type ValidationOptions = pulumi.Unwrap<acm.Certificate["domainValidationOptions"]>;

/** https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html */
function validationRecord(certificate: acm.Certificate, proved: string): DnsRecord {
  const known: pulumi.Output<ValidationOptions | undefined> = certificate.domainValidationOptions;
  const option = known.apply((options) =>
    options?.find(({ domainName }) => domainName === proved || domainName === `*.${proved}`),
  );
  return {
    purpose: "validation",
    label: proved,
    name: option.apply((found) => bare(found?.resourceRecordName)),
    type: "CNAME",
    value: option.apply((found) => found?.resourceRecordValue ?? ""),
  };
}

/**
 * The record follows from the account and the name alone: another certificate of the same name, in another region or in
 * place of this one, has the same, so that it may stand already.
 */
function recordsInZone(context: DomainContext, validation: DnsRecord[]): Record<string, route53.Record> {
  const { name, args, opts } = context;
  const zoneId = args.validationZoneId ?? args.hostedZoneId;
  if (zoneId === undefined || args.validationRecords === false) {
    return {};
  }
  const made = validation.map((record): [string, route53.Record] => [
    record.label,
    new route53.Record(
      `${name}-validation-${record.label}`,
      { zoneId, name: record.name, type: record.type, ttl: 300, records: [record.value], allowOverwrite: true },
      { ...opts, provider: args.hostedZoneProvider ?? opts.provider },
    ),
  ]);
  return Object.fromEntries(made);
}

function bare(name: string | undefined): string {
  return (name ?? "").replace(/\.$/, "");
}
