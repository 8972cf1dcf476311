import { createHash } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { ApiTarget } from "./api-ref";

/**
 * A snapshot of the API for the stages that do not deploy by themselves. It is replaced whenever something deployable has
 * another value; the new one is made first, the stages move to it, and then the old one goes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export function deployment(
  name: string,
  api: ApiTarget,
  deployable: pulumi.Resource[],
  definition: pulumi.Output<string>,
  parent: pulumi.Resource,
): apigatewayv2.Deployment {
  return new apigatewayv2.Deployment(
    `${name}-deployment`,
    { apiId: api.id, triggers: { definition: definition.apply(fingerprint) } },
    { parent, dependsOn: deployable },
  );
}

function fingerprint(definition: string): string {
  return createHash("sha256").update(definition).digest("hex");
}
