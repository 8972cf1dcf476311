import * as pulumi from "@pulumi/pulumi";
import { type ArnForm, type ArnInput, arnTarget, partOfArn } from "../arn-target";
import { jsonString, jsonTarget } from "../json-template";
import type { IntegrationResponse } from "../mapping-fields";
import { REST_SERVICE_FIELDS, type RestServiceFields, SERVICE_FIELDS, type ServiceFields } from "../service-fields";
import { SERVICE_RESPONSES, type ServiceAction, type ServiceCall, serviceKind } from "../service-kind";

/** The actions of a table. */
export const DynamoDbAction = { getItem: "GetItem", putItem: "PutItem", deleteItem: "DeleteItem" } as const;
export type DynamoDbAction = (typeof DynamoDbAction)[keyof typeof DynamoDbAction];

/** An integration with the items of a table. */
export interface DynamoDbIntegration extends ServiceFields<"dynamoDb">, RestServiceFields {
  /**
   * The action of the table.
   *
   * @default "GetItem"
   * @example
   * ```ts
   * dynamoDb(orders, { action: "PutItem" });
   * ```
   */
  action?: DynamoDbAction;
  /**
   * The attributes of the table's key, all texts: each is read from the path parameter of its name.
   *
   * @default ["id"]
   * @example
   * ```ts
   * // for the route "GET /customers/{customer}/orders/{order}"
   * dynamoDb(orders, { keyAttributes: ["customer", "order"] });
   * ```
   */
  keyAttributes?: string[];
}

/** The options of an integration with a table. */
export type DynamoDbOptions = Omit<DynamoDbIntegration, "kind" | "targetArn" | "targetName">;

/**
 * Reads, writes or deletes one item of a table by the path of the request, without a Lambda function (AWS). REST APIs only.
 * PutItem stores the request's body as the attribute `document`, and GetItem returns it, or 404; other items need
 * `requestTemplates` and `responses`.
 *
 * @param table the table, a reference with its ARN, or its ARN
 * @example
 * ```ts
 * const orders = new aws.dynamodb.Table("orders", {
 *   hashKey: "id",
 *   attributes: [{ name: "id", type: "S" }],
 *   billingMode: "PAY_PER_REQUEST",
 * });
 * new RestApi("shop", {
 *   defaultAuthorizer: iam(),
 *   routes: { "GET /orders/{id}": dynamoDb(orders), "PUT /orders/{id}": dynamoDb(orders, { action: "PutItem" }) },
 * });
 * ```
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
 */
export function dynamoDb(table: ArnInput, options: DynamoDbOptions = {}): DynamoDbIntegration {
  return { kind: "dynamoDb", ...arnTarget(table), ...options };
}

const TABLE: ArnForm = { service: "dynamodb", resource: /^table\/[^/]+$/, what: "a table", pass: "the table itself" };

export const dynamoDbKind = serviceKind<DynamoDbIntegration>({
  fields: { ...SERVICE_FIELDS(TABLE), ...REST_SERVICE_FIELDS, action: { plain: true }, keyAttributes: { plain: true } },
  target: TABLE,
  actions: {
    GetItem: itemAction("GetItem", (key) => `"Key":{${key}}`, documentOr404()),
    PutItem: itemAction("PutItem", (key) => `"Item":{${key},"document":{"S":${jsonString("$input.json('$')")}}}`, []),
    DeleteItem: itemAction("DeleteItem", (key) => `"Key":{${key}}`, []),
  },
  pathParameters: (spec) => (spec.requestTemplates === undefined ? keyOf(spec) : []),
  example: { kind: "dynamoDb", targetArn: "arn:aws:dynamodb:eu-west-1:123456789012:table/things" },
});

function itemAction(
  name: DynamoDbAction,
  item: (key: string) => string,
  responses: IntegrationResponse[],
): ServiceAction<DynamoDbIntegration> {
  return {
    iamAction: `dynamodb:${name}`,
    rest: (spec) => ({
      ...itemCall(spec, name, item),
      responses: responses.length === 0 ? undefined : [...responses, ...SERVICE_RESPONSES.slice(1)],
    }),
  };
}

function itemCall(spec: DynamoDbIntegration, action: DynamoDbAction, item: (key: string) => string): ServiceCall {
  const key = keyOf(spec).map((name) => `"${name}":{"S":${jsonString(`$input.params('${name}')`)}}`);
  const table = partOfArn(spec.targetArn, ({ resource }) => resource.replace(/^table\//, ""));
  const template = pulumi.interpolate`{"TableName":"${table}",${item(key.join(","))}}`;
  return { service: "dynamodb", action, ...jsonTarget(`DynamoDB_20120810.${action}`, "1.0", template) };
}

function keyOf({ keyAttributes = ["id"] }: DynamoDbIntegration): string[] {
  return keyAttributes;
}

/** A table without the item answers 200 and an empty object. */
function documentOr404(): IntegrationResponse[] {
  const template = [
    `#if($input.path('$.Item.document.S') && $input.path('$.Item.document.S') != "")$input.path('$.Item.document.S')`,
    `#else#set($context.responseOverride.status = 404){"message":"Not Found"}#end`,
  ].join("");
  return [{ statusCode: "200", templates: { "application/json": template } }];
}
