import type * as pulumi from "@pulumi/pulumi";
import type { ServiceCall } from "./service-kind";

/**
 * A Velocity expression as a JSON string. escapeJavaScript escapes single quotes too, which JSON does not have.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference
 */
export function jsonString(expression: string): string {
  return `"$util.escapeJavaScript(${expression}).replaceAll("\\\\'","'")"`;
}

/** A call of a service whose actions are named by a header and take JSON. */
export function jsonTarget(
  target: string,
  version: "1.0" | "1.1",
  template: pulumi.Input<string>,
): Pick<ServiceCall, "requestParameters" | "requestTemplates"> {
  return {
    requestParameters: {
      "integration.request.header.Content-Type": `'application/x-amz-json-${version}'`,
      "integration.request.header.X-Amz-Target": `'${target}'`,
    },
    requestTemplates: { "application/json": template },
  };
}
