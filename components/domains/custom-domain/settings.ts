import { EDGE_SECURITY_POLICIES, REGIONAL_SECURITY_POLICIES } from "../../../aws/security-policies";
import { CLOUDFRONT_CERTIFICATE_REGION } from "../../../aws/cloudfront";
import { EndpointAccessMode, EndpointType } from "../../shared/endpoint";
import { IpAddressType } from "../../shared/ip-address-type";
import { checkPartition } from "../../shared/partition-support";
import { checkTags } from "../../shared/texts";
import { nearFix, type Problems } from "../../shared/problems";
import { type DomainSettings, type RecordRoutingArgs, RoutingPolicy } from "../shared/args";
import { isEdge, isEnhanced, isPrivate } from "../shared/kinds";
import { checkCertificateArn } from "./certificate";
import { checkMutualTls } from "./truststore";

const TLS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html";
const LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const NAME = new RegExp(`^(\\*\\.)?(${LABEL}\\.)+${LABEL}$`);

/** Checks a domain apart from what it routes to. */
export function checkSettings(problems: Problems, args: DomainSettings, region: string | undefined): void {
  const inRegion = checkCertificateArn(args, isEdge(args) ? CLOUDFRONT_CERTIFICATE_REGION : region);
  checkName(problems, "domainName", args.domainName);
  for (const name of args.subjectAlternativeNames ?? []) {
    checkName(problems, "subjectAlternativeNames", name);
  }
  problems.known<string>("certificateArn", args.certificateArn, inRegion);
  problems.known<string>("ownershipCertificateArn", args.ownershipCertificateArn, inRegion);
  checkCertificateNames(problems, args);
  problems.oneOf("endpointType", args.endpointType, Object.values(EndpointType));
  problems.oneOf("ipAddressType", args.ipAddressType, Object.values(IpAddressType));
  problems.oneOf("endpointAccessMode", args.endpointAccessMode, Object.values(EndpointAccessMode));
  checkTags(problems.at("tags"), args.tags);
  checkSecurity(problems, args);
  checkMutualTls(problems.at("mutualTls"), args.mutualTls);
  checkRecordRouting(problems.at("recordRouting"), args.recordRouting);
  checkEndpoint(problems, args);
  checkPartition(problems, args, "domain", region);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html */
function checkName(problems: Problems, argument: string, name: string): void {
  const tidy = name
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$|\.$/g, "");
  problems.unless(NAME.test(name) && name.length <= 253, argument, {
    received: name,
    expected: "a name in lowercase letters, such as api.example.com or *.example.com",
    fix: NAME.test(tidy) ? `write ${JSON.stringify(tidy)}` : "write the name that clients call",
  });
}

/**
 * ACM's limits of a requested certificate: at most 64 octets in its first name, and at most 100 names.
 * https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
 * https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
 */
function checkCertificateNames(problems: Problems, args: DomainSettings): void {
  const { domainName, certificateArn, subjectAlternativeNames: more = [] } = args;
  problems.unless(certificateArn === undefined || more.length === 0, "subjectAlternativeNames", {
    received: more,
    expected: "no names with certificateArn, whose certificate has its own",
    fix: "leave one of the two out",
  });
  problems.unless(certificateArn !== undefined || domainName.length <= 64, "domainName", {
    received: domainName,
    expected: "at most 64 characters for a new certificate, whose first name it is",
    fix: "pass certificateArn of a certificate that has a shorter first name",
  });
  problems.unless(more.length <= 99, "subjectAlternativeNames", {
    received: more.length,
    expected: "at most 99 names beside domainName: a certificate has at most 100",
    fix: "make a second domain for some",
  });
}

function checkSecurity(problems: Problems, args: DomainSettings): void {
  const { securityPolicy: policy, endpointAccessMode, mutualTls } = args;
  const enhanced = isEnhanced(args);
  const policies = isEdge(args) ? EDGE_SECURITY_POLICIES : REGIONAL_SECURITY_POLICIES;
  const isKnown = policy === undefined || policy === "TLS_1_2" || (enhanced && policies.includes(policy));
  problems.unless(isKnown, "securityPolicy", {
    received: policy,
    expected: `TLS_1_2 or a policy that starts with SecurityPolicy_${isEdge(args) ? " and ends with _EDGE" : ""} (${TLS})`,
    fix: "leave it out for TLS_1_2",
  });
  problems.unless(!enhanced || mutualTls === undefined, "securityPolicy", {
    received: policy,
    expected: `TLS_1_2 with mutual TLS (${TLS})`,
    fix: "leave one of the two out",
  });
  problems.unless(enhanced || endpointAccessMode === undefined, "endpointAccessMode", {
    received: endpointAccessMode,
    expected: "a mode with a policy that starts with SecurityPolicy_ only",
    fix: "remove it, or choose such a policy",
  });
}

/** Checks that the arguments are for the domain's endpoint: the others would be dropped. */
function checkEndpoint(problems: Problems, args: DomainSettings): void {
  const { arguments: unsupported, expected, fix } = UNSUPPORTED[args.endpointType ?? EndpointType.regional] ?? NONE;
  for (const argument of unsupported) {
    problems.unless(args[argument] === undefined, argument, { expected, fix });
  }
  problems.known<string>("ipAddressType", args.ipAddressType, (received) =>
    isPrivate(args) && received === IpAddressType.ipv4
      ? { received, expected: '"dualstack" for a private domain', fix: "leave it out" }
      : undefined,
  );
}

interface Unsupported {
  arguments: readonly (keyof DomainSettings)[];
  expected: string;
  fix: string;
}

const NONE: Unsupported = { arguments: [], expected: "", fix: "" };

/**
 * The arguments that an endpoint does not have.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html ("a Regional custom domain name")
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html (no evaluated health of a distribution)
 */
const UNSUPPORTED: Readonly<Partial<Record<string, Unsupported>>> = {
  [EndpointType.regional]: {
    arguments: ["vpcEndpoints", "policy"],
    expected: 'endpointType: "PRIVATE"',
    fix: "remove it, or make the domain private",
  },
  [EndpointType.edge]: {
    arguments: ["vpcEndpoints", "policy", "mutualTls", "ownershipCertificateArn", "recordRouting"],
    expected: "nothing of it on an edge-optimized domain",
    fix: "remove it, or make the domain Regional",
  },
  [EndpointType.private]: {
    arguments: ["mutualTls", "ownershipCertificateArn", "recordRouting"],
    expected: "nothing of it on a private domain",
    fix: "remove it",
  },
};

/** Checks the arguments of one routed record. */
function checkRecordRouting(problems: Problems, chosen: RecordRoutingArgs | undefined): void {
  if (chosen === undefined) {
    return;
  }
  const { policy, weight, failover, setIdentifier } = chosen;
  const policies = Object.values(RoutingPolicy);
  problems.unless(policies.includes(policy), "policy", {
    received: policy,
    expected: `one of ${policies.join(", ")}`,
    fix: nearFix(policy, policies, "choose one"),
  });
  const fits = setIdentifier === undefined || (setIdentifier.length >= 1 && setIdentifier.length <= 128);
  problems.unless(fits, "setIdentifier", {
    received: setIdentifier,
    expected: "1 to 128 characters",
    fix: "leave it out for the region",
  });
  problems.unless(weight === undefined || policy === RoutingPolicy.weighted, "weight", {
    expected: "a weight with the weighted policy only",
    fix: "remove it",
  });
  problems.known<number>("weight", weight, (received) =>
    Number.isInteger(received) && received >= 0 && received <= 255
      ? undefined
      : { received, expected: "a whole number from 0 to 255", fix: "scale it" },
  );
  problems.unless(failover === undefined || policy === RoutingPolicy.failover, "failover", {
    expected: "a role with the failover policy only",
    fix: "remove it",
  });
}
