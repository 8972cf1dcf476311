import * as pulumi from "@pulumi/pulumi";
import type * as apigateway from "@pulumi/aws/apigateway";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as sfn from "@pulumi/aws/sfn";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import type { RestStagePlan } from "./stage-plan";

/**
 * Takes the traffic off a canary as soon as one of its alarms goes off: EventBridge starts a state machine that sets the
 * canary's share to nothing. It needs no code and nobody who watches.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
export function canaryGuard(
  child: string,
  { args }: RestStagePlan,
  api: apigateway.RestApi,
  stage: apigateway.Stage,
  parent: pulumi.Resource,
): void {
  const alarms = args.canary?.alarms ?? [];
  if (alarms.length === 0) {
    return;
  }
  const name = `${child}-canary`;
  const machine = stopMachine(name, api, stage, parent);
  const rule = new cloudwatch.EventRule(
    fittingName(`${name}-alarm`, NAMES.eventRule),
    {
      description: "Takes the traffic off the canary",
      eventPattern: pulumi.jsonStringify({
        source: ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        detail: { alarmName: alarms, state: { value: ["ALARM"] } },
      }),
    },
    { parent },
  );
  const role = serviceRole(`${name}-start`, "events.amazonaws.com", "states:StartExecution", machine.arn, parent);
  new cloudwatch.EventTarget(`${name}-stop`, { rule: rule.name, arn: machine.arn, roleArn: role.arn }, { parent });
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html */
function stopMachine(
  name: string,
  api: apigateway.RestApi,
  stage: apigateway.Stage,
  parent: pulumi.Resource,
): sfn.StateMachine {
  const role = serviceRole(`${name}-update`, "states.amazonaws.com", "apigateway:PATCH", stage.arn, parent);
  const definition = pulumi.jsonStringify({
    StartAt: "StopCanary",
    States: {
      StopCanary: {
        Type: "Task",
        Resource: stage.arn.apply((arn) => `arn:${arn.split(":")[1]}:states:::aws-sdk:apigateway:updateStage`),
        Parameters: {
          RestApiId: api.id,
          StageName: stage.stageName,
          PatchOperations: [{ Op: "replace", Path: "/canarySettings/percentTraffic", Value: "0.0" }],
        },
        End: true,
      },
    },
  });
  return new sfn.StateMachine(
    fittingName(`${name}-guard`, NAMES.stateMachine),
    { roleArn: role.arn, definition },
    { parent },
  );
}

function serviceRole(
  name: string,
  service: string,
  action: string,
  resource: pulumi.Input<string>,
  parent: pulumi.Resource,
): iam.Role {
  const role = new iam.Role(
    fittingName(`${name}-role`, NAMES.role),
    { assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: service }) },
    { parent },
  );
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: resource }] };
  new iam.RolePolicy(
    fittingName(`${name}-policy`, NAMES.rolePolicy),
    { role: role.name, policy: pulumi.jsonStringify(policy) },
    { parent },
  );
  return role;
}
