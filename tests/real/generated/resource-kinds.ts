import type { Value } from "./program";

/** The choices that a resource's inputs are made of. */
export interface Choices {
  /** Any text: plain, an output, a secret, a chain of applies, ... */
  readonly text: () => Value;
  /** A record of texts, as tags are. */
  readonly record: () => Value;
  /** A member of an earlier resource of the class; undefined without one. */
  earlier(type: string, output: string): Value | undefined;
  maybe(value: () => Value): Value | undefined;
  readonly code: () => Value;
  readonly name: () => Value;
  number(limit: number): Value;
}

/** A class of @pulumi/aws in the grammar. */
export interface ResourceKind {
  type: string;
  token: string;
  /** The inputs; undefined where an earlier resource that it needs is missing. */
  inputs(choices: Choices): Record<string, Value | undefined> | undefined;
  /** The outputs that programs read; the first is text. */
  outputs: readonly string[];
  /** The id of one that exists, and the inputs that name it. */
  existing(name: string): { id: string; inputs: Record<string, string> };
}

const plain = (value: string | number | boolean): Value => ({ kind: "plain", value });
const named = (property: string) => (name: string) => ({ id: name, inputs: { [property]: name } });

export const KINDS: readonly ResourceKind[] = [
  {
    type: "sns.Topic",
    token: "aws:sns/topic:Topic",
    inputs: (c) => ({ displayName: c.maybe(c.text), name: c.maybe(c.name), tags: c.maybe(c.record) }),
    outputs: ["arn", "name", "id", "owner", "tagsAll", "displayName"],
    existing: (name) => ({ id: `arn:aws:sns:eu-west-1:123456789012:${name}`, inputs: { name } }),
  },
  {
    type: "sqs.Queue",
    token: "aws:sqs/queue:Queue",
    inputs: (c) => ({
      visibilityTimeoutSeconds: c.maybe(() => c.number(900)),
      policy: c.maybe(c.text),
      tags: c.maybe(c.record),
    }),
    outputs: ["arn", "url", "name", "id"],
    existing: (name) => ({ id: `https://sqs.eu-west-1.amazonaws.com/123456789012/${name}`, inputs: { name } }),
  },
  {
    type: "s3.Bucket",
    token: "aws:s3/bucket:Bucket",
    inputs: (c) => ({ tags: c.maybe(c.record), forceDestroy: c.maybe(() => plain(true)), policy: c.maybe(c.text) }),
    outputs: ["arn", "bucket", "bucketDomainName", "id"],
    existing: named("bucket"),
  },
  {
    type: "s3.BucketObjectv2",
    token: "aws:s3/bucketObjectv2:BucketObjectv2",
    inputs: (c) => {
      const bucket = c.earlier("s3.Bucket", "id");
      return bucket && { bucket, source: c.code(), contentType: c.maybe(c.text), tags: c.maybe(c.record) };
    },
    outputs: ["key", "id", "etag"],
    existing: named("key"),
  },
  {
    type: "iam.Role",
    token: "aws:iam/role:Role",
    inputs: (c) => ({ assumeRolePolicy: c.text(), description: c.maybe(c.text), tags: c.maybe(c.record) }),
    outputs: ["arn", "name", "uniqueId", "id"],
    existing: named("name"),
  },
  {
    type: "iam.User",
    token: "aws:iam/user:User",
    inputs: (c) => ({ path: c.maybe(c.text), tags: c.maybe(c.record) }),
    outputs: ["name", "arn"],
    existing: named("name"),
  },
  {
    type: "iam.AccessKey",
    token: "aws:iam/accessKey:AccessKey",
    inputs: (c) => {
      const user = c.earlier("iam.User", "name");
      return user && { user, status: c.maybe(c.text) };
    },
    outputs: ["secret", "id", "user"],
    existing: (name) => ({ id: name, inputs: { user: "someone" } }),
  },
  {
    type: "ssm.Parameter",
    token: "aws:ssm/parameter:Parameter",
    inputs: (c) => ({ type: plain("String"), value: c.text(), description: c.maybe(c.text), tags: c.maybe(c.record) }),
    outputs: ["value", "arn", "version", "name"],
    existing: named("name"),
  },
  {
    type: "dynamodb.Table",
    token: "aws:dynamodb/table:Table",
    inputs: (c) => ({
      attributes: { kind: "list", of: [{ kind: "object", of: { name: plain("id"), type: plain("S") } }] },
      hashKey: plain("id"),
      billingMode: plain("PAY_PER_REQUEST"),
      tags: c.maybe(c.record),
    }),
    outputs: ["arn", "name", "attributes", "id"],
    existing: named("name"),
  },
  {
    type: "cloudwatch.LogGroup",
    token: "aws:cloudwatch/logGroup:LogGroup",
    inputs: (c) => ({
      retentionInDays: c.maybe(() => c.number(30)),
      tags: c.maybe(c.record),
      namePrefix: c.maybe(c.name),
    }),
    outputs: ["arn", "name", "id"],
    existing: named("name"),
  },
  {
    type: "lambda.Function",
    token: "aws:lambda/function:Function",
    inputs: (c) => ({
      role: c.earlier("iam.Role", "arn") ?? c.text(),
      runtime: plain("nodejs22.x"),
      handler: plain("index.handler"),
      code: c.code(),
      environment: c.maybe(() => ({ kind: "object", of: { variables: c.record() } })),
      tags: c.maybe(c.record),
    }),
    outputs: ["arn", "invokeArn", "name", "codeSha256", "sourceCodeHash", "environment"],
    existing: named("name"),
  },
  {
    type: "lambda.Permission",
    token: "aws:lambda/permission:Permission",
    inputs: (c) => {
      const name = c.earlier("lambda.Function", "name");
      const principal = plain("apigateway.amazonaws.com");
      return name && { function: name, action: plain("lambda:InvokeFunction"), principal, sourceArn: c.maybe(c.text) };
    },
    outputs: ["statementId", "function"],
    existing: (name) => ({ id: name, inputs: { statementId: name } }),
  },
  {
    type: "apigatewayv2.Api",
    token: "aws:apigatewayv2/api:Api",
    inputs: (c) => ({ protocolType: plain("HTTP"), description: c.maybe(c.text), tags: c.maybe(c.record) }),
    outputs: ["apiEndpoint", "id", "executionArn", "arn"],
    existing: (name) => ({ id: `x${name}`, inputs: { name } }),
  },
  {
    type: "apigatewayv2.Integration",
    token: "aws:apigatewayv2/integration:Integration",
    inputs: (c) => {
      const apiId = c.earlier("apigatewayv2.Api", "id");
      return (
        apiId && {
          apiId,
          integrationType: plain("HTTP_PROXY"),
          integrationUri: c.text(),
          integrationMethod: plain("GET"),
        }
      );
    },
    outputs: ["id", "integrationUri"],
    existing: (name) => ({ id: name, inputs: { apiId: "a1b2c3d4e5" } }),
  },
  {
    type: "apigatewayv2.Route",
    token: "aws:apigatewayv2/route:Route",
    inputs: (c) => {
      const apiId = c.earlier("apigatewayv2.Api", "id");
      const id = c.earlier("apigatewayv2.Integration", "id");
      return (
        apiId &&
        id && { apiId, routeKey: plain("GET /"), target: { kind: "interpolate", of: [plain("integrations/"), id] } }
      );
    },
    outputs: ["id", "target"],
    existing: (name) => ({ id: name, inputs: { apiId: "a1b2c3d4e5" } }),
  },
  {
    type: "apigateway.RestApi",
    token: "aws:apigateway/restApi:RestApi",
    inputs: (c) => ({ description: c.maybe(c.text), body: c.maybe(c.text), tags: c.maybe(c.record) }),
    outputs: ["rootResourceId", "id", "executionArn", "arn"],
    existing: (name) => ({ id: `x${name}`, inputs: { name } }),
  },
  {
    type: "apigateway.Resource",
    token: "aws:apigateway/resource:Resource",
    inputs: (c) => {
      const restApi = c.earlier("apigateway.RestApi", "id");
      const parentId = c.earlier("apigateway.Resource", "id") ?? c.earlier("apigateway.RestApi", "rootResourceId");
      return restApi && parentId && { restApi, parentId, pathPart: c.text() };
    },
    outputs: ["path", "id"],
    existing: (name) => ({ id: name, inputs: { pathPart: name } }),
  },
  {
    type: "apigateway.ApiKey",
    token: "aws:apigateway/apiKey:ApiKey",
    inputs: (c) => ({ value: c.maybe(c.text), tags: c.maybe(c.record) }),
    outputs: ["value", "id", "name"],
    existing: (name) => ({ id: `x${name}`, inputs: { name, value: `${name}-abcdefghijklmnopqrst` } }),
  },
  {
    type: "apigateway.UsagePlan",
    token: "aws:apigateway/usagePlan:UsagePlan",
    inputs: (c) => ({ description: c.maybe(c.text), tags: c.maybe(c.record) }),
    outputs: ["id", "arn", "name"],
    existing: (name) => ({ id: `x${name}`, inputs: { name } }),
  },
  {
    type: "apigateway.UsagePlanKey",
    token: "aws:apigateway/usagePlanKey:UsagePlanKey",
    inputs: (c) => {
      const keyId = c.earlier("apigateway.ApiKey", "id");
      const usagePlanId = c.earlier("apigateway.UsagePlan", "id");
      return keyId && usagePlanId && { keyId, usagePlanId, keyType: plain("API_KEY") };
    },
    outputs: ["name", "value", "id"],
    existing: (name) => ({ id: name, inputs: { keyType: "API_KEY" } }),
  },
];

export function kindOf(type: string): ResourceKind | undefined {
  return KINDS.find((kind) => kind.type === type);
}

/** The outputs of a resource that exists already which follow from its id, and so are known without AWS. */
export function readOutputs({ outputs }: ResourceKind): string[] {
  const known = outputs.filter((output) => ["arn", "name", "id", "bucket"].includes(output));
  return known.length === 0 ? ["id"] : known;
}
