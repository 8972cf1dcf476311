import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import { NAMES } from "../../aws/names";
import { Problems, throwIfInvalid } from "../shared/problems";
import { fittingName } from "../shared/resource-names";
import { type RoleInput, roleName } from "../shared/grant-invoke";

/**
 * A stage of a WebSocket API, as far as a grant needs it.
 *
 * @example { executionArn: "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5", stageName: "live" }
 */
export interface ConnectionsRef {
  /**
   * The prefix of the API's ARNs in policies.
   * @example "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5"
   */
  executionArn: pulumi.Input<string>;
  /**
   * The stage whose connections are meant.
   * @example "live"
   */
  stageName: pulumi.Input<string>;
}

/**
 * Allows a role to send to the connections of stages of one API, to describe and to close them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export function grantManageConnections(
  name: string,
  executionArn: pulumi.Input<string>,
  stageNames: readonly pulumi.Input<string>[],
  role: RoleInput,
  parent: pulumi.Resource,
): iam.RolePolicy {
  const plain = typeof role === "string";
  const arns = stageNames.map((stage) => pulumi.interpolate`${executionArn}/${stage}/*/@connections/*`);
  const policy = pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "execute-api:ManageConnections", Resource: arns.length === 1 ? arns[0] : arns },
    ],
  });
  return new iam.RolePolicy(
    fittingName(`${name}-${plain ? roleName(role) : pulumi.resourceName(role)}-connections`, NAMES.rolePolicy),
    { role: plain ? roleName(role) : role.name, policy },
    { parent },
  );
}

/**
 * Checks the names of stages that a grant is for.
 *
 * @throws ComponentError where one is unknown, or none is named
 */
export function checkGrantedStages(
  component: string,
  known: readonly string[],
  stages: readonly string[] = known,
): void {
  const problems = new Problems();
  const expected = `one or more of ${known.map((name) => JSON.stringify(name)).join(", ")}`;
  problems.unless(stages.length > 0 && stages.every((name) => known.includes(name)), "grantManageConnections", {
    received: stages,
    expected,
    fix: "name stages of this API",
  });
  throwIfInvalid(component, problems);
}
