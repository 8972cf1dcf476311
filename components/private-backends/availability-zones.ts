import * as subnets from "@pulumi/aws/ec2/getSubnet";
import * as pulumi from "@pulumi/pulumi";
import { type Problem, throwIfInvalid } from "../shared/problems";

const SOURCE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html#http-api-vpc-link-availability";

/** The zones that VPC links can be in, by the prefix of their ids, for the regions where AWS leaves some out. */
const SUPPORTED: Record<string, readonly string[]> = {
  use1: ["use1-az1", "use1-az2", "use1-az4", "use1-az5", "use1-az6"],
  usw1: ["usw1-az1", "usw1-az3"],
  ape1: ["ape1-az2", "ape1-az3"],
  apne1: ["apne1-az1", "apne1-az2", "apne1-az4"],
  cac1: ["cac1-az1", "cac1-az2"],
  euw3: ["euw3-az1", "euw3-az3"],
};

/** A zone by its id, which is the same zone in every account, as its name is not; an evaluation without AWS has none. */
export function zoneProblem(argument: string, subnetId: string, zoneId: string | undefined): Problem | undefined {
  const supported = SUPPORTED[zoneId?.split("-")[0] ?? ""];
  return supported === undefined || supported.includes(zoneId ?? "")
    ? undefined
    : {
        argument,
        received: `${subnetId} in ${zoneId}`,
        expected: `subnets in the zones that VPC links support: ${supported.join(", ")} (${SOURCE})`,
        fix: "choose a subnet in another Availability Zone",
      };
}

/** The same subnets, which fail the deployment as soon as it is known that one is in a zone without VPC links. */
export function subnetsInSupportedZones(
  component: string,
  subnetIds: pulumi.Input<pulumi.Input<string>[]>,
  parent: pulumi.Resource,
): pulumi.Output<string[]> {
  const known: pulumi.Output<string[] | undefined> = pulumi.output(subnetIds);
  const zones = known.apply((ids = []) =>
    pulumi.all(
      ids.map((id) => subnets.getSubnetOutput({ id }, { parent }).availabilityZoneId.apply((zone) => ({ id, zone }))),
    ),
  );
  return zones.apply((subnets) => {
    throwIfInvalid(
      component,
      subnets.flatMap(({ id, zone }) => zoneProblem("subnetIds", id, zone) ?? []),
    );
    return subnets.map(({ id }) => id);
  });
}
