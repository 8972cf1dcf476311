import { REGIONAL_SECURITY_POLICIES } from "../../../aws/security-policies";
import { IpAddressType } from "../../shared/ip-address-type";
import { checkTags } from "../../shared/texts";
import { isDeferred, type Problem, Problems, validateKnown } from "../../shared/problems";
import { type DomainSettings, EndpointAccessMode, type RecordRoutingArgs, RoutingPolicy } from "../shared/args";
import { isEnhanced, isPrivate } from "../shared/kinds";
import { certificateArnProblem } from "./certificate";
import { mutualTlsProblems } from "./truststore";

const TLS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html";
const LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const NAME = new RegExp(`^(\\*\\.)?(${LABEL}\\.)+${LABEL}$`);

/** Returns what is wrong with a domain apart from what it routes to. */
export function settingsProblems(args: DomainSettings, region: string | undefined): Problem[] {
  return [
    ...nameProblems("domainName", args.domainName),
    ...(args.subjectAlternativeNames ?? []).flatMap((name) => nameProblems("subjectAlternativeNames", name)),
    ...validateKnown<string>(args.certificateArn, (arn) => certificateArnProblem("certificateArn", arn, region)),
    ...validateKnown<string>(args.ownershipCertificateArn, (arn) =>
      certificateArnProblem("ownershipCertificateArn", arn, region),
    ),
    ...certificateProblems(args),
    ...certificateNameProblems(args),
    ...addressProblems(args),
    ...securityProblems(args),
    ...mutualTlsProblems(args.mutualTls),
    ...recordRoutingProblems(args.recordRouting, "recordRouting"),
    ...privateProblems(args),
  ];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html */
function nameProblems(argument: string, name: string): Problem[] {
  const tidy = name
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$|\.$/g, "");
  return NAME.test(name) && name.length <= 253
    ? []
    : [
        {
          argument,
          received: name,
          expected: "a name in small letters, such as api.example.com or *.example.com",
          fix: NAME.test(tidy) ? `write ${JSON.stringify(tidy)}` : "write the name that clients call",
        },
      ];
}

/**
 * ACM's limits of a requested certificate: at most 64 octets in its first name, and at most 100 names.
 * https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
 * https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
 */
function certificateNameProblems(args: DomainSettings): Problem[] {
  const problems = new Problems();
  const { domainName, certificateArn, subjectAlternativeNames: more = [] } = args;
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
  return [...problems.all];
}

function addressProblems(args: DomainSettings): Problem[] {
  const problems = new Problems();
  problems.oneOf("ipAddressType", args.ipAddressType, Object.values(IpAddressType));
  problems.oneOf("endpointAccessMode", args.endpointAccessMode, Object.values(EndpointAccessMode));
  checkTags(problems.at("tags"), args.tags);
  return [...problems.all];
}

function certificateProblems(args: DomainSettings): Problem[] {
  const more = args.subjectAlternativeNames ?? [];
  return args.certificateArn !== undefined && more.length > 0
    ? [
        {
          argument: "subjectAlternativeNames",
          received: more,
          expected: "no names with certificateArn, whose certificate has its own",
          fix: "leave one of the two out",
        },
      ]
    : [];
}

function securityProblems(args: DomainSettings): Problem[] {
  const { securityPolicy: policy, endpointAccessMode, mutualTls } = args;
  const enhanced = isEnhanced(args);
  return [
    ...(policy === undefined || policy === "TLS_1_2" || (enhanced && REGIONAL_SECURITY_POLICIES.includes(policy))
      ? []
      : [
          {
            argument: "securityPolicy",
            received: policy,
            expected: `TLS_1_2 or a policy that starts with SecurityPolicy_ (${TLS})`,
            fix: "leave it out for TLS_1_2",
          },
        ]),
    ...(enhanced && mutualTls !== undefined
      ? [
          {
            argument: "securityPolicy",
            received: policy,
            expected: `TLS_1_2 with mutual TLS (${TLS})`,
            fix: "leave one of the two out",
          },
        ]
      : []),
    ...(endpointAccessMode !== undefined && !enhanced
      ? [
          {
            argument: "endpointAccessMode",
            received: endpointAccessMode,
            expected: "a mode with a policy that starts with SecurityPolicy_ only",
            fix: "remove it, or choose such a policy",
          },
        ]
      : []),
  ];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html */
function privateProblems(args: DomainSettings): Problem[] {
  const only = (argument: string, value: unknown): Problem[] =>
    value === undefined
      ? []
      : [{ argument, expected: 'endpoint: "private"', fix: "remove it, or make the domain private" }];
  const never = (argument: string, value: unknown): Problem[] =>
    value === undefined ? [] : [{ argument, expected: "nothing of it on a private domain", fix: "remove it" }];
  return isPrivate(args)
    ? [...never("mutualTls", args.mutualTls), ...never("recordRouting", args.recordRouting)]
    : [...only("vpcEndpoints", args.vpcEndpoints), ...only("policy", args.policy)];
}

/** Returns what is wrong with the arguments of one routed record. */
export function recordRoutingProblems(chosen: RecordRoutingArgs | undefined, argument: string): Problem[] {
  if (chosen === undefined) {
    return [];
  }
  const { policy, weight, failover, setIdentifier } = chosen;
  const policies = Object.values(RoutingPolicy);
  return [
    ...(policies.includes(policy)
      ? []
      : [
          {
            argument: `${argument}.policy`,
            received: policy,
            expected: `one of ${policies.join(", ")}`,
            fix: "choose one",
          },
        ]),
    ...(setIdentifier !== undefined && (setIdentifier.length < 1 || setIdentifier.length > 128)
      ? [
          {
            argument: `${argument}.setIdentifier`,
            received: setIdentifier,
            expected: "1 to 128 characters",
            fix: "leave it out for the region",
          },
        ]
      : []),
    ...(weight !== undefined && policy !== RoutingPolicy.weighted
      ? [{ argument: `${argument}.weight`, expected: "a weight with the weighted policy only", fix: "remove it" }]
      : []),
    ...(weight !== undefined && !isDeferred(weight) && !(Number.isInteger(weight) && weight >= 0 && weight <= 255)
      ? [
          {
            argument: `${argument}.weight`,
            received: weight,
            expected: "a whole number from 0 to 255",
            fix: "scale it",
          },
        ]
      : []),
    ...(failover !== undefined && policy !== RoutingPolicy.failover
      ? [{ argument: `${argument}.failover`, expected: "a role with the failover policy only", fix: "remove it" }]
      : []),
  ];
}
