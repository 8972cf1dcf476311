import { formatArn } from "../../../aws/arn";
import type { ResourceView } from "../view";

/** The ARN of something that API Gateway manages: a path, without an account. */
export function pathArn(r: ResourceView, path: string): string {
  return formatArn({ partition: r.partition, region: r.region }, "apigateway", path);
}

/** REST APIs and their domains are edge-optimized unless they say something else. */
export function endpointType(r: ResourceView): string {
  const types = r.object("endpointConfiguration").types;
  return typeof types === "string" ? types : "EDGE";
}
