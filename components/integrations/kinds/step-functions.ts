import { formatArn } from "../../../aws/arn";
import * as pulumi from "@pulumi/pulumi";
import { type ArnForm, type ArnInput, arnTarget, partOfArn } from "../arn-target";
import { jsonString, jsonTarget } from "../json-template";
import {
  HTTP_SERVICE_FIELDS,
  type HttpServiceFields,
  REST_SERVICE_FIELDS,
  type RestServiceFields,
  SERVICE_FIELDS,
  type ServiceFields,
} from "../service-fields";
import { SERVICE_RESPONSES, type ServiceCall, serviceKind } from "../service-kind";

/** The actions of a state machine; REST APIs start only. */
export const StepFunctionsAction = {
  startExecution: "StartExecution",
  startSyncExecution: "StartSyncExecution",
  stopExecution: "StopExecution",
} as const;
export type StepFunctionsAction = (typeof StepFunctionsAction)[keyof typeof StepFunctionsAction];

/** An integration with a state machine. */
export interface StepFunctionsIntegration extends ServiceFields<"stepFunctions">, HttpServiceFields, RestServiceFields {
  /**
   * The action of the state machine; `StartSyncExecution` waits for the result of an express one.
   *
   * @default "StartExecution"
   * @example
   * ```ts
   * stepFunctions(quote, { action: "StartSyncExecution" });
   * ```
   */
  action?: StepFunctionsAction;
}

/** The options of an integration with a state machine. */
export type StepFunctionsOptions = Omit<StepFunctionsIntegration, "kind" | "targetArn" | "targetName">;

/**
 * Starts a state machine with each request, without a Lambda function (AWS_PROXY, StepFunctions-StartExecution; AWS on REST
 * APIs). On a REST API, the response of StartSyncExecution is the output of the execution, or 502 if it failed.
 *
 * @param stateMachine the state machine, a reference with its ARN, or its ARN
 * @example
 * ```ts
 * const fulfil = "arn:aws:states:eu-west-1:123456789012:stateMachine:fulfil";
 * new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "POST /orders": stepFunctions(fulfil) } });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function stepFunctions(stateMachine: ArnInput, options: StepFunctionsOptions = {}): StepFunctionsIntegration {
  return { kind: "stepFunctions", ...arnTarget(stateMachine), ...options };
}

const MACHINE: ArnForm = {
  service: "states",
  resource: /^stateMachine:[^:]+(:[^:]+)?$/,
  what: "a state machine",
  pass: "the state machine itself",
};

export const stepFunctionsKind = serviceKind<StepFunctionsIntegration>({
  fields: { ...SERVICE_FIELDS(MACHINE), ...HTTP_SERVICE_FIELDS, ...REST_SERVICE_FIELDS, action: { plain: true } },
  target: MACHINE,
  actions: {
    StartExecution: {
      iamAction: "states:StartExecution",
      http: {
        subtype: "StepFunctions-StartExecution",
        required: ["StateMachineArn"],
        optional: ["Name", "Input", "Region"],
        defaults: startParameters,
      },
      rest: (spec) => start(spec, "StartExecution"),
    },
    StartSyncExecution: {
      iamAction: "states:StartSyncExecution",
      http: {
        subtype: "StepFunctions-StartSyncExecution",
        required: ["StateMachineArn"],
        optional: ["Name", "Input", "Region", "TraceHeader"],
        defaults: startParameters,
      },
      rest: (spec) => ({ ...start(spec, "StartSyncExecution"), responses: SYNC_RESPONSES }),
    },
    StopExecution: {
      iamAction: "states:StopExecution",
      // An execution's ARN ends with a name of its own, which the request brings.
      resources: ({ targetArn }) => [executions(targetArn)],
      http: {
        subtype: "StepFunctions-StopExecution",
        required: ["ExecutionArn"],
        optional: ["Cause", "Error", "Region"],
        defaults: () => ({}),
      },
    },
  },
  example: { kind: "stepFunctions", targetArn: "arn:aws:states:eu-west-1:123456789012:stateMachine:Fulfil" },
});

function startParameters({ targetArn }: StepFunctionsIntegration): Record<string, pulumi.Input<string>> {
  return { StateMachineArn: targetArn, Input: "$request.body" };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
function executions(arn: pulumi.Input<string>): pulumi.Input<string> {
  return partOfArn(arn, ({ partition, region, account, resource }) => {
    const machine = resource.split(":")[1] ?? "";
    return formatArn({ partition, region, account }, "states", `execution:${machine}:*`);
  });
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
function start({ targetArn }: StepFunctionsIntegration, action: StepFunctionsAction): ServiceCall {
  const template = pulumi
    .output(targetArn)
    .apply((arn) => `{"stateMachineArn":${JSON.stringify(arn)},"input":${jsonString("$input.json('$')")}}`);
  return { service: "states", action, ...jsonTarget(`AWSStepFunctions.${action}`, "1.0", template) };
}

/**
 * A failed execution is a successful call whose answer says so.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 */
const SYNC_RESPONSES = [
  {
    statusCode: "200",
    templates: {
      "application/json": [
        `#if($input.path('$.status') == "SUCCEEDED")$input.path('$.output')`,
        `#else#set($context.responseOverride.status = 502){"message":"The execution did not succeed"}#end`,
      ].join(""),
    },
  },
  ...SERVICE_RESPONSES.slice(1),
];
