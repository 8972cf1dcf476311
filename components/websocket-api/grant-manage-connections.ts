import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import { type RoleInput, roleName } from "../shared/grant-invoke";

/** A stage of a WebSocket API, as far as a grant needs it. */
export interface ConnectionsRef {
  /** The prefix of the API's ARNs in policies. */
  executionArn: pulumi.Input<string>;
  /** The stage whose connections are meant. */
  stageName: pulumi.Input<string>;
}

/**
 * The policy that lets a role send to the connections of one stage of one API, tell about them and close them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export function grantManageConnections(
  name: string,
  api: ConnectionsRef,
  role: RoleInput,
  parent: pulumi.Resource,
): iam.RolePolicy {
  const plain = typeof role === "string";
  const policy = pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "execute-api:ManageConnections",
        Resource: pulumi.interpolate`${api.executionArn}/${api.stageName}/*/@connections/*`,
      },
    ],
  });
  return new iam.RolePolicy(
    fittingName(`${name}-${plain ? roleName(role) : pulumi.resourceName(role)}-connections`, NAMES.rolePolicy),
    { role: plain ? roleName(role) : role.name, policy },
    { parent },
  );
}
