import type * as pulumi from "@pulumi/pulumi";
import { isPrivate } from "../shared/kinds";
import { checkApiRegion, plainRegion } from "../shared/region";
import { apiMetadata, apiProtocol } from "../../shared/api-metadata";
import { ApiProtocol } from "../../shared/api-protocol";
import type { ApiRef } from "../../shared/api-ref";
import { DEFAULT_STAGE } from "../../shared/stages";
import { nearFix, type Problems } from "../../shared/problems";
import { checkMappingPaths, mappingPath } from "../shared/mapping-path";
import type { CustomDomainArgs, MappingArgs, RoutingRuleArgs } from "./args";
import { checkProtocols } from "./protocols";
import { checkSettings } from "./settings";
import { checkRoutingRules } from "./routing-rule-check";
import { ownValue } from "../../../language/own-value";

/** One mapping, with the stage decided. */
export interface MappingPlan {
  argument: string;
  /** Without slashes at its ends; empty for the root. */
  path: string;
  api: ApiRef;
  stage: pulumi.Input<string>;
}

/** One routing rule, with the stage decided. */
export interface RoutingRulePlan {
  argument: string;
  name: string;
  args: RoutingRuleArgs;
  stage: pulumi.Input<string>;
}

/** All decisions about a domain's children, made from plain values before the first child is registered. */
export interface DomainPlan {
  mappings: MappingPlan[];
  rules: RoutingRulePlan[];
  /** Undefined leaves AWS's default, mappings only. */
  routingMode: "ROUTING_RULE_ONLY" | "ROUTING_RULE_THEN_API_MAPPING" | undefined;
  warnings: string[];
}

/** Makes every decision, and collects all problems. */
export function planDomain(args: CustomDomainArgs, region: string | undefined, problems: Problems): DomainPlan {
  const mappings = Object.entries(args.mappings ?? {});
  const rules = Object.entries(args.routingRules ?? {});
  checkSettings(problems, args, region);
  checkMappingPaths(problems.at("mappings"), args, Object.keys(args.mappings ?? {}));
  checkRoutingRules(problems.at("routingRules"), args.routingRules ?? {});
  problems.unless(!isPrivate(args) || rules.length === 0, "routingRules", {
    // a rule names a private domain by its id, and the AWS provider's `RoutingRule` has no input for it
    expected: "no value on a private domain",
    fix: "use mappings",
  });
  checkProtocols(problems, args);
  for (const [argument, entry] of [...mappings.map(named("mappings")), ...rules.map(named("routingRules"))]) {
    checkApi(problems.at(argument), entry, region);
    checkOpenEndpoint(problems.at(argument), entry, args);
  }
  return {
    mappings: mappings.map(([path, mapping]) => ({
      argument: named("mappings")([path, mapping])[0],
      path: mappingPath(path),
      api: mapping.api,
      stage: stageOf(mapping),
    })),
    rules: rules.map(([name, rule]) => ({
      argument: named("routingRules")([name, rule])[0],
      name,
      args: rule,
      stage: stageOf(rule),
    })),
    routingMode: routingMode(mappings.length, rules.length),
    warnings: addressWarnings(args),
  };
}

function named<T>(argument: string): (entry: [string, T]) => [string, T] {
  return ([key, value]) => [`${argument}[${JSON.stringify(key)}]`, value];
}

function routingMode(mappings: number, rules: number): DomainPlan["routingMode"] {
  if (rules === 0) {
    return undefined;
  }
  return mappings === 0 ? "ROUTING_RULE_ONLY" : "ROUTING_RULE_THEN_API_MAPPING";
}

/** An API of Gatewright's gives its stage's name as an Output of the stage, so that the mapping waits for it. */
function stageOf({ api, stage }: MappingArgs): pulumi.Input<string> {
  const stages = apiMetadata(api)?.stages;
  if (stage !== undefined) {
    return typeof stage === "string" ? (ownValue(stages, stage) ?? stage) : stage;
  }
  return Object.values(stages ?? {})[0] ?? DEFAULT_STAGE;
}

function checkApi(problems: Problems, { api, stage }: MappingArgs, region: string | undefined): void {
  checkApiRegion(problems, "api", plainRegion(api), region);
  const metadata = apiMetadata(api);
  const names = Object.keys(metadata?.stages ?? {});
  const unknownStage = typeof stage === "string" && names.length > 0 && !names.includes(stage);
  const needsStage = stage === undefined && metadata === undefined && apiProtocol(api) === ApiProtocol.rest;
  problems.unless(!unknownStage, "stage", {
    received: stage,
    expected: `one of ${names.join(", ")}`,
    fix: nearFix(stage, names, "add the stage"),
  });
  problems.unless(!needsStage, "stage", {
    expected: "the stage of the REST API",
    fix: "pass stage: stage.stageName",
  });
}

/**
 * Mutual TLS is asked for on the domain alone: on its own URL the API would answer anybody.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
 */
function checkOpenEndpoint(problems: Problems, { api }: MappingArgs, args: CustomDomainArgs): void {
  const metadata = apiMetadata(api);
  const open =
    metadata !== undefined && (metadata.executeApiDisabled === undefined || metadata.executeApiDisabled === false);
  problems.unless(args.mutualTls === undefined || args.mutualTls.allowExecuteApiEndpoint === true || !open, "api", {
    expected: "an API whose own URL is off: there nobody has to present a certificate",
    fix: "set disableExecuteApiEndpoint: true on the API, or mutualTls.allowExecuteApiEndpoint: true",
  });
}

/** An API that is only here but gives another address sends its clients past the domain. */
function addressWarnings(args: CustomDomainArgs): string[] {
  const mapped = Object.entries(args.mappings ?? {});
  const lost = mapped.filter(([, { api }]) => {
    const metadata = apiMetadata(api);
    return metadata !== undefined && metadata.executeApiDisabled === true && metadata.publicAddress === undefined;
  });
  return [
    ...lost.map(
      ([path]) =>
        `mappings[${JSON.stringify(path)}].api: its own URL is off and it gives no other; set publicAddress: ` +
        `{ domainName: ${JSON.stringify(args.domainName)}, path: ${JSON.stringify(mappingPath(path))} } on the API.`,
    ),
    ...(isPrivate(args) && (args.vpcEndpoints ?? []).length === 0
      ? ["vpcEndpoints: none, so nobody reaches the private domain from this account."]
      : []),
  ];
}
