import { type ResourceGraph } from "../../engine/graph/graph";
import { type CheckedRule, type Finding, type StackResult, type Undecided } from "../../cli/check/result";
import { GraphBuilder } from "./graph-builder";

export const certificate: CheckedRule = {
  name: "regional-certificate",
  pack: "gatewright",
  title: "Certificate in the API's region",
  description: "A regional domain's certificate is in its own region.",
  severity: "high",
  fix: "Request the certificate in the API's region.",
  docs: "https://example.com/rules/regional-certificate",
};

/** A rule of another pack that says nothing of itself. */
export const bare: CheckedRule = {
  name: "owned",
  pack: "company",
  title: "",
  description: "Resources have an owner.",
  severity: "unspecified",
  fix: "",
  docs: "",
};

const resource = { type: "aws:apigatewayv2/domainName:DomainName", name: "orders" };
const urn = "urn:pulumi:prod::shop::aws:apigatewayv2/domainName:DomainName::orders";

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    rule: certificate,
    enforcement: "mandatory",
    severity: "high",
    urn,
    resource,
    message: 'its certificate is in "us-east-1", expected <eu-west-1> & no other',
    fix: changes.rule?.fix ?? certificate.fix,
    source: { file: `${process.cwd()}/stacks/index.ts`, line: 12, column: 3 },
    ...changes,
  };
}

export function undecided(changes: Partial<Undecided> = {}): Undecided {
  return {
    rule: certificate,
    urn,
    resource,
    message: "certificateArn is not known before the deployment.",
    ...changes,
  };
}

export function stackResult(changes: Partial<StackResult> = {}): StackResult {
  return { stack: "prod", graph: graph(), rules: [certificate, bare], findings: [], undecided: [], ...changes };
}

export function graph(changes: Partial<ResourceGraph> = {}): ResourceGraph {
  return new GraphBuilder({ project: "shop", stack: "prod" }).graph([], changes);
}
