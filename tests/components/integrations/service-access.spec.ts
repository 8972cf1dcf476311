import assert from "node:assert/strict";
import {
  appConfig,
  dynamoDb,
  eventBridge,
  HttpApi,
  type IntegrationSpec,
  kinesis,
  none,
  RestApi,
  s3,
  sns,
  sqs,
  stepFunctions,
} from "../../../components";
import { protocolsOf } from "../../../components/shared/field-support";
import { integrationKinds } from "../../../components/integrations/kinds";
import { deploy } from "../../support/deploy";

type Statement = [action: string | string[], resource: string | string[]];

const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const encryptionKeyArn = arn("kms", "key/1");
const QUEUE = arn("sqs", "orders");
const TOPIC = arn("sns", "news");
const BUS = arn("events", "event-bus/shop");
const MACHINE = arn("states", "stateMachine:Fulfil");
const STREAM = arn("kinesis", "stream/clicks");
const TABLE = arn("dynamodb", "table/things");
const PICTURES = "arn:aws:s3:::pictures";
const [APPLICATION, ENVIRONMENT, PROFILE] = ["", "/environment/env", "/configurationprofile/pro"].map((part) =>
  arn("appconfig", `application/abc${part}`),
) as [string, string, string];
const inBucket = { region: "eu-west-1", keyParameter: "id", keyPrefix: "in/", encryptionKeyArn };

/** Every action of every service, and all that its role may do. */
const policies: [spec: IntegrationSpec, ...statements: Statement[]][] = [
  [
    sqs(QUEUE, { encryptionKeyArn }),
    ["sqs:SendMessage", QUEUE],
    [["kms:GenerateDataKey", "kms:Decrypt"], encryptionKeyArn],
  ],
  [
    sqs(QUEUE, { action: "ReceiveMessage", encryptionKeyArn }),
    ["sqs:ReceiveMessage", QUEUE],
    ["kms:Decrypt", encryptionKeyArn],
  ],
  [
    sqs(QUEUE, { action: "DeleteMessage", encryptionKeyArn, parameters: { ReceiptHandle: "$request.path.id" } }),
    ["sqs:DeleteMessage", QUEUE],
  ],
  [sqs(QUEUE, { action: "PurgeQueue", encryptionKeyArn }), ["sqs:PurgeQueue", QUEUE]],
  [
    sns(TOPIC, { encryptionKeyArn }),
    ["sns:Publish", TOPIC],
    [["kms:GenerateDataKey", "kms:Decrypt"], encryptionKeyArn],
  ],
  [eventBridge(BUS, { source: "shop", detailType: "Made" }), ["events:PutEvents", BUS]],
  [stepFunctions(MACHINE), ["states:StartExecution", MACHINE]],
  [stepFunctions(MACHINE, { action: "StartSyncExecution" }), ["states:StartSyncExecution", MACHINE]],
  [
    stepFunctions(`${MACHINE}:live`, { action: "StopExecution", parameters: { ExecutionArn: "$request.body.arn" } }),
    ["states:StopExecution", arn("states", "execution:Fulfil:*")],
  ],
  [kinesis(STREAM, { encryptionKeyArn }), ["kinesis:PutRecord", STREAM], ["kms:GenerateDataKey", encryptionKeyArn]],
  [appConfig(ENVIRONMENT, PROFILE), ["appconfig:GetConfiguration", [APPLICATION, ENVIRONMENT, PROFILE]]],
  [dynamoDb(TABLE), ["dynamodb:GetItem", TABLE]],
  [dynamoDb(TABLE, { action: "PutItem" }), ["dynamodb:PutItem", TABLE]],
  [dynamoDb(TABLE, { action: "DeleteItem" }), ["dynamodb:DeleteItem", TABLE]],
  [s3(PICTURES, inBucket), ["s3:GetObject", `${PICTURES}/in/*`], ["kms:Decrypt", encryptionKeyArn]],
  [
    s3(PICTURES, { ...inBucket, action: "PutObject" }),
    ["s3:PutObject", `${PICTURES}/in/*`],
    ["kms:GenerateDataKey", encryptionKeyArn],
  ],
  [s3(PICTURES, { ...inBucket, action: "DeleteObject" }), ["s3:DeleteObject", `${PICTURES}/in/*`]],
];

describe("the role of an integration with an AWS service", () => {
  it("is reported here for every action of every kind", () => {
    const told = policies.map(([, first]) => first?.[0]);
    const all = Object.values(integrationKinds).flatMap(({ role }) => role?.iamActions ?? []);
    assert.deepEqual(told.sort(), [...all].sort());
  });

  for (const [spec, ...statements] of policies) {
    it(`allows exactly ${JSON.stringify(statements)} for ${spec.kind}`, async () => {
      const args = { defaultAuthorizer: none("a test"), routes: { "POST /things/{id}": spec } };
      const isHttp = protocolsOf(integrationKinds[spec.kind]).includes("HTTP");
      const { inputsOf } = await deploy(() => (isHttp ? new HttpApi("api", args) : new RestApi("api", args)));
      assert.deepEqual(JSON.parse(inputsOf("iam/rolePolicy:RolePolicy").policy as string), {
        Version: "2012-10-17",
        Statement: statements.map(([Action, Resource]) => ({ Effect: "Allow", Action, Resource })),
      });
    });
  }

  it("is the program's own where it names one, and then no other is made", async () => {
    const credentials = "arn:aws:iam::123456789012:role/own";
    const { inputsOf, namesOf } = await deploy(
      () =>
        new HttpApi("api", {
          defaultAuthorizer: none("a test"),
          routes: { "POST /things": sqs(QUEUE, { credentials }) },
        }),
    );
    assert.deepEqual(namesOf("iam/role:Role"), []);
    assert.equal(inputsOf("apigatewayv2/integration:Integration").credentialsArn, credentials);
  });
});
