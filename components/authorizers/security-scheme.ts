import * as pulumi from "@pulumi/pulumi";
import type { AuthorizerInputs } from "./kind";

/** Returns the identity sources of an authorizer as one text, as an OpenAPI body has them. */
export function joinedSources(inputs: AuthorizerInputs): pulumi.Output<string> {
  return pulumi.output(inputs.identitySources).apply((list) => (list ?? []).join(","));
}
