import { stepFunctions } from "../../../../components";
import { describeKind } from "../describe-kind";
import { BODY, ESCAPED_BODY, FIRST_CLASS_INPUTS, REFUSALS, ROLE } from "../kind-parts";

const MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:Fulfil";

describeKind("stepFunctions", {
  spec: () => stepFunctions(MACHINE),
  unknown: (arn) => stepFunctions(arn),
  empty: ["integration.targetArn: pass the state machine itself"],
  http: {
    ...FIRST_CLASS_INPUTS,
    credentialsArn: ROLE("Fulfil"),
    integrationSubtype: "StepFunctions-StartExecution",
    requestParameters: { StateMachineArn: MACHINE, Input: "$request.body" },
  },
  rest: {
    type: "aws",
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:states:action/StartExecution",
    credentials: ROLE("Fulfil"),
    passthroughBehavior: "never",
    timeoutInMillis: 29000,
    requestParameters: {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.0'",
      "integration.request.header.X-Amz-Target": "'AWSStepFunctions.StartExecution'",
    },
    requestTemplates: { "application/json": `{"stateMachineArn":"${MACHINE}","input":${ESCAPED_BODY}}` },
    responses: { default: { statusCode: "200" }, ...REFUSALS },
  },
  policy: [{ Effect: "Allow", Action: "states:StartExecution", Resource: MACHINE }],
  roles: [
    [stepFunctions(MACHINE), ["states:StartExecution", MACHINE]],
    [stepFunctions(MACHINE, { action: "StartSyncExecution" }), ["states:StartSyncExecution", MACHINE]],
    [
      stepFunctions(`${MACHINE}:live`, { action: "StopExecution", parameters: { ExecutionArn: "$request.body.arn" } }),
      ["states:StopExecution", "arn:aws:states:eu-west-1:123456789012:execution:Fulfil:*"],
    ],
  ],
  answers: {
    HTTP: {
      status: 200,
      body: /^\{"executionArn":"arn:aws:states:eu-west-1:123456789012:execution:Fulfil:[0-9a-f-]{36}","startDate":[0-9.]+\}$/,
      inbox: {
        service: "states",
        operation: "StartExecution",
        target: "stateMachine:Fulfil",
        parameters: { stateMachineArn: MACHINE, input: BODY },
      },
    },
    REST: {
      status: 200,
      body: /^\{"executionArn":"arn:aws:states:eu-west-1:123456789012:execution:Fulfil:[0-9a-f-]{36}","startDate":[0-9.]+\}$/,
      inbox: {
        service: "states",
        operation: "StartExecution",
        target: "stateMachine:Fulfil",
        parameters: { stateMachineArn: MACHINE, input: BODY },
      },
    },
  },
});
