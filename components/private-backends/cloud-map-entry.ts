import type * as pulumi from "@pulumi/pulumi";
import * as servicediscovery from "@pulumi/aws/servicediscovery";
import type { SecurityGroup } from "@pulumi/aws/ec2";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import { openPort, type VpcLink } from "./vpc-link";
import { type PrivateBackendArgs, securityGroup } from "./balancer";

/** A backend that API Gateway finds by Cloud Map, with nothing between the VPC link and the backend. */
export interface CloudMapEntry {
  service: servicediscovery.Service;
  /** For the backend itself: the VPC link reaches its port, and nothing else does. */
  targetSecurityGroup: SecurityGroup;
}

/** The way the instances of a service come to be known: ECS writes SRV records, others are registered one by one. */
export type Registration = "srv" | "api";

/**
 * API Gateway calls DiscoverInstances, which gives a port only where the entry has one: of ECS that takes SRV records.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
 */
export function cloudMapEntry(
  name: string,
  namespaceId: pulumi.Input<string>,
  args: PrivateBackendArgs,
  registration: Registration,
  vpcLink: VpcLink,
  parent: pulumi.Resource,
): CloudMapEntry {
  const targetSecurityGroup = securityGroup(`${name}-target`, "The backend behind the VPC link", args, parent);
  const records = [{ type: "SRV", ttl: 10 }];
  const found =
    registration === "srv"
      ? { dnsConfig: { namespaceId, routingPolicy: "MULTIVALUE", dnsRecords: records }, healthCheckCustomConfig: {} }
      : { namespaceId, type: "HTTP" };
  const service = new servicediscovery.Service(
    fittingName(name, NAMES.cloudMapService),
    { ...found, tags: args.tags },
    { parent },
  );
  openPort(vpcLink, name, { securityGroupId: targetSecurityGroup.id, port: args.port }, parent);
  return { service, targetSecurityGroup };
}
