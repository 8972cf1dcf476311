import * as pulumi from "@pulumi/pulumi";
import type * as apigateway from "@pulumi/aws/apigateway";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as sfn from "@pulumi/aws/sfn";
import { formatArn } from "../../aws/arn";
import { NAMES } from "../../aws/names";
import { serviceRole } from "../integrations/service-access";
import { fittingName } from "../shared/resource-names";
import type { RestStagePlan } from "./stage-plan";
import { readText } from "../shared/mocks";

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
  const roleArn = guardRole(`${name}-start`, "events.amazonaws.com", "states:StartExecution", machine.arn, parent);
  new cloudwatch.EventTarget(`${name}-stop`, { rule: rule.name, arn: machine.arn, roleArn }, { parent });
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html */
function stopMachine(
  name: string,
  api: apigateway.RestApi,
  stage: apigateway.Stage,
  parent: pulumi.Resource,
): sfn.StateMachine {
  const roleArn = guardRole(`${name}-update`, "states.amazonaws.com", "apigateway:PATCH", stage.arn, parent);
  const definition = pulumi.jsonStringify({
    StartAt: "StopCanary",
    States: {
      StopCanary: {
        Type: "Task",
        Resource: readText(stage.arn, (arn) =>
          formatArn({ partition: arn.split(":")[1] ?? "" }, "states", "aws-sdk:apigateway:updateStage"),
        ),
        Parameters: {
          RestApiId: api.id,
          StageName: stage.stageName,
          PatchOperations: [{ Op: "replace", Path: "/canarySettings/percentTraffic", Value: "0.0" }],
        },
        End: true,
      },
    },
  });
  return new sfn.StateMachine(fittingName(`${name}-guard`, NAMES.stateMachine), { roleArn, definition }, { parent });
}

function guardRole(
  name: string,
  service: string,
  action: string,
  resource: pulumi.Input<string>,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const access = [{ actions: [action], resources: [resource] }];
  return serviceRole(`${name}-role`, access, { parent }, { service, policyName: `${name}-policy` }).role.arn;
}
