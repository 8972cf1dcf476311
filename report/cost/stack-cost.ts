import { hourlyCost } from "../../aws/prices/api-gateway";
import { provisionedCost } from "../../aws/prices/lambda";
import { asTexts } from "../../engine/graph/graph-index";
import type { Snapshot } from "../../gateway/model/snapshot";
import type { WarmFunction } from "../warm-functions";
import { type CostLine, line } from "./api-cost";
import { architectureOf } from "./function-use";
import { HOURS } from "./traffic";

/**
 * Returns what a stack pays by the hour for its APIs, before the first request: NAT gateways, interface endpoints and environments
 * that are kept warm. VPC links themselves cost nothing.
 */
export function hourlyLines({ index, model }: Snapshot, warm: readonly WarmFunction[]): CostLine[] {
  const nat = index.ofType("aws:ec2/natGateway:NatGateway").map((node) => {
    const region = index.region(node);
    return line(`NAT gateway ${node.name}`, `${HOURS} hours in ${region}`, hourlyCost(region, "nat", { hours: HOURS }));
  });
  const endpoints = index
    .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
    .filter((node) => index.text(node, "vpcEndpointType") === "Interface")
    .map((node) => {
      const region = index.region(node);
      const zones = Math.max(1, asTexts(index.value(node, "subnetIds")).length);
      const cost = hourlyCost(region, "endpoint", { hours: HOURS * zones });
      return line(`Endpoint ${node.name}`, `${HOURS} hours in ${zones} zones of ${region}`, cost);
    });
  const kept = warm.map(({ functionName, qualifier, environments }) => {
    const found = model.functions.find(({ name }) => name === functionName);
    const memoryMb = found?.memoryMb ?? 128;
    const region = found?.region ?? "us-east-1";
    const cost = provisionedCost(region, {
      environments,
      memoryMb,
      hours: HOURS,
      architecture: architectureOf(found),
    });
    return line(`Provisioned ${functionName}:${qualifier}`, `${environments} of ${memoryMb} MB`, cost);
  });
  return [...nat, ...endpoints, ...kept];
}
