import { formatArn } from "../../aws/arn";
import * as pulumi from "@pulumi/pulumi";

/** A call of an AWS service: by an action, or by a path. */
export interface ServiceTarget {
  /** The service's name in its endpoint, such as `dynamodb`. */
  service: string;
  action?: string;
  servicePath?: pulumi.Input<string>;
  region: pulumi.Input<string>;
  credentials: pulumi.Input<string> | undefined;
}

/**
 * Returns `arn:aws:apigateway:<region>:<service>:action/<action>` or `...:path/<path>`.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html (uri)
 */
export function serviceUri({
  service,
  action,
  servicePath,
  region,
  credentials,
}: ServiceTarget): pulumi.Output<string> {
  const call = action === undefined ? pulumi.interpolate`path/${servicePath}` : `action/${action}`;
  return pulumi.all([credentials, region, call]).apply(([role, place, what]) => {
    const partition = role?.split(":")[1] ?? "aws";
    return formatArn({ partition, region: place, account: service }, "apigateway", what);
  });
}
