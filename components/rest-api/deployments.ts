import * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import { fingerprint } from "./fingerprint";
import type { RestApiPlan } from "./plan";
import { accessMode } from "./settings";

/** The deployments by the label of their release; the one without a number has an empty label. */
export type Deployments = Record<string, apigateway.Deployment>;

/**
 * The snapshots of the API. The newest is replaced whenever something deployable has another value: the new one is made
 * first, the stages move to it, and then the old one goes. Those of kept releases stay as they were made.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export function deployments(
  { name, releases, parent }: RestApiPlan,
  api: apigateway.RestApi,
  definition: pulumi.Output<string>,
): Deployments {
  const triggers = { definition };
  const newest = releases.newest ?? "";
  const made = [...releases.kept, newest].map((label) => {
    const logicalName = label === "" ? `${name}-deployment` : `${name}-deployment-${label}`;
    const options = label === newest ? {} : keptOptions(name, label, releases.before);
    return [
      label,
      new apigateway.Deployment(logicalName, { restApi: api.id, triggers }, { parent, ...options }),
    ] as const;
  });
  return Object.fromEntries(made);
}

/**
 * Leaves a kept deployment as it was made. The one before the newest may have been made when releases had no number: it becomes
 * that release, so that a first canary has the code before it as its base.
 */
function keptOptions(name: string, label: string, before: string | undefined): pulumi.CustomResourceOptions {
  const ignoreChanges = ["triggers"];
  return label === before ? { ignoreChanges, aliases: [{ name: `${name}-deployment` }] } : { ignoreChanges };
}

/**
 * The hash of what is deployed: the whole body (routes, integrations, authorizers, validators, models, gateway responses,
 * policy, binary types), what an import can't hold of the endpoint, and the stages' variables, which choose between
 * backends of the same body.
 */
export function definitionOf(
  body: pulumi.Output<Record<string, unknown>>,
  { args, stages }: RestApiPlan,
): pulumi.Output<string> {
  const { endpointType, vpcEndpointIds, disableExecuteApiEndpoint, securityPolicy } = args;
  const variables = Object.fromEntries(
    stages.flatMap((stage) =>
      stage.args.stageVariables === undefined ? [] : [[stage.name, stage.args.stageVariables]],
    ),
  );
  // a new policy takes effect with a deployment: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-update.html
  const security = { securityPolicy, endpointAccessMode: accessMode(args) };
  const settings = pulumi.output({ endpointType, vpcEndpointIds, disableExecuteApiEndpoint, ...security, variables });
  return pulumi.all([body, settings]).apply(([known, rest]) => fingerprint(known, rest));
}
