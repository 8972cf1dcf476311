import * as pulumi from "@pulumi/pulumi";
import { type ArnInput, arnTarget, partOfArn } from "../arn-target";
import type { IntegrationSpec } from "../integration-spec";
import { jsonString, jsonTarget } from "../json-template";
import {
  type RestServiceCall,
  type ServiceAction,
  serviceKind,
  type ServiceOptions,
  SERVICE_RESPONSES,
} from "../service-kind";

/** What a route can do with the items of a table. */
export const DynamoDbAction = { getItem: "GetItem", putItem: "PutItem", deleteItem: "DeleteItem" } as const;
export type DynamoDbAction = (typeof DynamoDbAction)[keyof typeof DynamoDbAction];

/** What a spec of kind `dynamoDb` has. */
export interface DynamoDbFields {
  /** The attributes of the table's key, all texts: each is read from the path parameter of its name. @default ["id"] */
  keyAttributes?: string[];
}

export interface DynamoDbOptions extends ServiceOptions, DynamoDbFields {
  /** @default "GetItem" */
  action?: DynamoDbAction;
}

/**
 * Reads, writes or deletes one item of a table by the path of the request, without a function between (AWS). REST APIs only.
 * PutItem keeps the request's body as the attribute `document`, and GetItem answers with it, or 404; other items need
 * `requestTemplates` and `responses`.
 *
 * @param table the table, a reference with its ARN, or its ARN
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
 */
export function dynamoDb(table: ArnInput, options: DynamoDbOptions = {}): IntegrationSpec {
  return { kind: "dynamoDb", ...arnTarget(table), ...options };
}

export const dynamoDbKind = {
  ...serviceKind({
    target: { service: "dynamodb", resource: /^table\/[^/]+$/, what: "a table", pass: "the table itself" },
    actions: {
      GetItem: itemAction("GetItem", (key) => `"Key":{${key}}`, documentOr404()),
      PutItem: itemAction("PutItem", (key) => `"Item":{${key},"document":{"S":${jsonString("$input.json('$')")}}}`, []),
      DeleteItem: itemAction("DeleteItem", (key) => `"Key":{${key}}`, []),
    },
  }),
  pathParameters: (spec: IntegrationSpec) => (spec.requestTemplates === undefined ? keyOf(spec) : []),
};

function itemAction(
  name: DynamoDbAction,
  item: (key: string) => string,
  responses: NonNullable<IntegrationSpec["responses"]>,
): ServiceAction {
  return {
    iamAction: `dynamodb:${name}`,
    rest: (spec) => ({
      ...itemCall(spec, name, item),
      ...(responses.length === 0 ? {} : { responses: [...responses, ...SERVICE_RESPONSES.slice(1)] }),
    }),
  };
}

function itemCall(spec: IntegrationSpec, action: DynamoDbAction, item: (key: string) => string): RestServiceCall {
  const key = keyOf(spec).map((name) => `"${name}":{"S":${jsonString(`$input.params('${name}')`)}}`);
  const table = partOfArn(spec.targetArn ?? "", ({ resource }) => resource.replace(/^table\//, ""));
  const template = pulumi.interpolate`{"TableName":"${table}",${item(key.join(","))}}`;
  return { service: "dynamodb", action, ...jsonTarget(`DynamoDB_20120810.${action}`, "1.0", template) };
}

function keyOf({ keyAttributes = ["id"] }: IntegrationSpec): string[] {
  return keyAttributes;
}

/** A table without the item answers 200 and an empty object. */
function documentOr404(): NonNullable<IntegrationSpec["responses"]> {
  const template = [
    `#if($input.path('$.Item.document.S') && $input.path('$.Item.document.S') != "")$input.path('$.Item.document.S')`,
    `#else#set($context.responseOverride.status = 404){"message":"Not Found"}#end`,
  ].join("");
  return [{ statusCode: "200", templates: { "application/json": template } }];
}
