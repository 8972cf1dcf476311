import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "../shared/problems";

/** A VPC link of version 2: a `VpcLink`, an `aws.apigatewayv2.VpcLink`, a reference with its id, or the id. */
export type VpcLinkInput = pulumi.Input<{ id: pulumi.Input<string> } | string>;

const resolved = new WeakMap<object, pulumi.Output<string>>();

/** Returns the id of any form of a VPC link. The same Output gives the same id, so that it stays one integration. */
export function vpcLinkId(link: VpcLinkInput): pulumi.Input<string> {
  if (typeof link === "string") {
    return link;
  }
  if (!isDeferred(link)) {
    return link.id;
  }
  const known =
    resolved.get(link) ?? pulumi.output(link).apply((value) => (typeof value === "string" ? value : value.id));
  resolved.set(link, known);
  return known;
}
