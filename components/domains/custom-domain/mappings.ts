import * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { ApiRef } from "../../shared/api-ref";
import { Problems, throwIfInvalid } from "../../shared/problems";
import { checkApiRegion, lateRegion } from "../shared/region";
import type { DomainContext, DomainTarget } from "./context";
import type { MappingPlan, RoutingRulePlan } from "./plan";

/** The mapping of one path, in either of AWS's two forms. */
export type MappingResource = apigatewayv2.ApiMapping | apigateway.BasePathMapping;

/**
 * One mapping a path. It waits for the stage, so that on the way back it goes before the stage and the API do: AWS deletes
 * neither while a domain routes to it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
 */
export function apiMappings(
  context: DomainContext,
  mappings: readonly MappingPlan[],
  domain: DomainTarget,
): Record<string, MappingResource> {
  return Object.fromEntries(mappings.map((mapping) => [mapping.path, apiMapping(context, mapping, domain)]));
}

function apiMapping(context: DomainContext, mapping: MappingPlan, domain: DomainTarget): MappingResource {
  const { name, place } = context;
  // a domain has one mapping a path: AWS rejects a second one while the first exists
  const opts = { ...context.opts, deleteBeforeReplace: true };
  const label = mapping.path === "" ? `${name}-mapping` : `${name}-${mapping.path}-mapping`;
  const api = apiInRegion(context, mapping.api, mapping.argument);
  const path = mapping.path === "" ? undefined : mapping.path;
  const shared = { domainName: domain.domainName, region: place.override };
  return domain.mappedBy === "apiMapping"
    ? new apigatewayv2.ApiMapping(label, { ...shared, apiId: api, apiMappingKey: path, stage: mapping.stage }, opts)
    : new apigateway.BasePathMapping(
        label,
        { ...shared, domainNameId: domain.domainNameId, restApi: api, basePath: path, stageName: mapping.stage },
        opts,
      );
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
export function routingRules(
  context: DomainContext,
  rules: readonly RoutingRulePlan[],
  domain: DomainTarget,
): Record<string, apigatewayv2.RoutingRule> {
  const { name, place, opts } = context;
  const made = rules.map((rule): [string, apigatewayv2.RoutingRule] => [
    rule.name,
    new apigatewayv2.RoutingRule(
      `${name}-${rule.name}-rule`,
      {
        domainName: domain.domainName,
        priority: rule.args.priority,
        conditions: conditions(rule),
        actions: [
          {
            invokeApi: {
              apiId: apiInRegion(context, rule.args.api, rule.argument),
              stage: rule.stage,
              stripBasePath: rule.args.stripBasePath ?? false,
            },
          },
        ],
        region: place.override,
      },
      opts,
    ),
  ]);
  return Object.fromEntries(made);
}

/** Conditions are joined by AND: one for the path, one for each header. */
function conditions({ args }: RoutingRulePlan): pulumi.Unwrap<apigatewayv2.RoutingRuleArgs["conditions"]> {
  const headers = Object.entries(args.headers ?? {});
  return [
    ...(args.basePaths === undefined ? [] : [{ matchBasePaths: { anyOfs: args.basePaths } }]),
    ...headers.map(([header, valueGlob]) => ({ matchHeaders: { anyOf: { header, valueGlob } } })),
  ];
}

/** The API's id, which stops the deployment as soon as the API is known to be in another region than the domain. */
function apiInRegion({ component, place }: DomainContext, api: ApiRef, argument: string): pulumi.Output<string> {
  return pulumi.all([api.id, lateRegion(api), place.region]).apply(([id, found, region]) => {
    const problems = new Problems();
    checkApiRegion(problems, argument, found, region);
    throwIfInvalid(component, problems);
    return id;
  });
}
