import type { Snapshot } from "../../gateway/model/snapshot";
import { releaseEffects } from "./releases";
import { type ResourceChange, resourceChanges } from "./resource-changes";
import { routeEffects } from "./route-changes";
import { UPDATE_EFFECTS, type UpdateEffect } from "./update-effect";

/**
 * Returns what an update from one graph to another does to what holds data or is reachable from outside, and to the routes and
 * who may call them.
 */
export function updateEffects(before: Snapshot, after: Snapshot): UpdateEffect[] {
  const changes = resourceChanges(before.graph, after.graph);
  return [
    ...changes.flatMap(effectOf),
    ...routeEffects(before, after, changes),
    ...releaseEffects(before.graph, after.graph),
  ];
}

/** The types that hold data, or that clients reach: their loss can't be taken back by another update. */
const LASTING: Readonly<Record<string, string>> = {
  "aws:acm/certificate:Certificate": "domains present it",
  "aws:apigateway/apiKey:ApiKey": "consumers have its value",
  "aws:apigateway/domainName:DomainName": "clients call it",
  "aws:apigateway/restApi:RestApi": "clients call it by its id",
  "aws:apigateway/stage:Stage": "clients call it",
  "aws:apigateway/usagePlan:UsagePlan": "it counts what keys have used",
  "aws:apigatewayv2/api:Api": "clients call it by its id",
  "aws:apigatewayv2/domainName:DomainName": "clients call it",
  "aws:apigatewayv2/stage:Stage": "clients call it",
  "aws:cloudwatch/logGroup:LogGroup": "it has the log so far",
  "aws:cognito/userPool:UserPool": "it has the users",
  "aws:dynamodb/table:Table": "it has the items",
  "aws:s3/bucket:Bucket": "it has the objects",
  "aws:route53/record:Record": "clients find the domain by it",
};

function effectOf({ kind, node, properties }: ResourceChange): UpdateEffect[] {
  const reason = LASTING[node.type];
  if (kind === "renamed") {
    const message = `its name in AWS changes from ${properties.join(" to ")}`;
    return [{ kind: UPDATE_EFFECTS.renames, node, message, fix: "Keep the name, or tell those who know it." }];
  }
  if (reason === undefined) {
    return [];
  }
  return kind === "deleted"
    ? [
        {
          kind: UPDATE_EFFECTS.deletes,
          node,
          message: `the update deletes it, and ${reason}`,
          fix: "Keep it, or add an alias where it was only renamed.",
        },
      ]
    : [
        {
          kind: UPDATE_EFFECTS.replaces,
          node,
          message: `the update replaces it because of ${properties.join(", ")}, and ${reason}`,
          fix: "Keep these inputs, or move its users to a second one first.",
        },
      ];
}
