import { formatArn } from "../../aws/arn";
import { partitionOf } from "../../aws/partition";
import * as pulumi from "@pulumi/pulumi";

/** A call of an AWS service: by an action, or by a path. */
export interface ServiceTarget {
  /** The service's name in its endpoint, such as `dynamodb`. */
  service: string;
  action?: string;
  servicePath?: pulumi.Input<string>;
  region: pulumi.Input<string>;
}

/**
 * Returns `arn:aws:apigateway:<region>:<service>:action/<action>` or `...:path/<path>`.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html (uri)
 */
export function serviceUri({ service, action, servicePath, region }: ServiceTarget): pulumi.Output<string> {
  const call = action === undefined ? pulumi.interpolate`path/${servicePath}` : `action/${action}`;
  return pulumi
    .all([region, call])
    .apply(([place, what]) =>
      formatArn({ partition: partitionOf(place), region: place, account: service }, "apigateway", what),
    );
}
