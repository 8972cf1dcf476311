import * as pulumi from "@pulumi/pulumi";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as iam from "@pulumi/aws/iam";
import { type RoleInput, roleName } from "../shared/grant-invoke";
import { type ConnectionsRef, grantManageConnections } from "./grant-manage-connections";
import { argumentProblems, fieldsOf } from "../shared/arguments";
import { type Problem, throwIfInvalid } from "../shared/problems";

export interface ConnectionStoreArgs {
  /** An attribute to find connections by, such as `userId` or `topic`: the table has an index of it. @default none */
  indexBy?: string;
  /** The attribute with the time, in seconds since 1970, after which an item may go. @default "expiresAt" */
  expiresAttribute?: string;
  /** Whether the table can be put back to any second of the last 35 days. @default true */
  pointInTimeRecovery?: pulumi.Input<boolean>;
  /** The KMS key that the table is encrypted with. @default the AWS managed key of DynamoDB */
  kmsKeyArn?: pulumi.Input<string>;
  /** Whether AWS refuses to delete the table. @default false */
  deletionProtection?: pulumi.Input<boolean>;
  /** The tags of the table. @default none */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

const CONNECTION_STORE = fieldsOf<ConnectionStoreArgs>({
  indexBy: "any",
  expiresAttribute: "any",
  pointInTimeRecovery: "any",
  kmsKeyArn: "any",
  deletionProtection: "any",
  tags: "any",
});

/** Where handlers keep the ids of connections: an encrypted table by connection id, paid by use, whose items expire. */
export class ConnectionStore extends pulumi.ComponentResource {
  /** The table's name. */
  readonly tableName: pulumi.Output<string>;
  /** The table's ARN. */
  readonly tableArn: pulumi.Output<string>;
  /** The name of the index by `indexBy`; empty without one. */
  readonly indexName: pulumi.Output<string>;
  /** The variables that a handler finds the table by: CONNECTIONS_TABLE_NAME, and CONNECTIONS_INDEX_NAME with an index. */
  readonly environment: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ConnectionStoreArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:ConnectionStore", name, {}, opts);
    const component = `ConnectionStore "${name}"`;
    throwIfInvalid(component, [...argumentProblems(component, args, CONNECTION_STORE), ...storeProblems(args)]);

    const table = connectionTable(name, args, this);
    kept.set(this, { name, table });

    this.tableName = table.name;
    this.tableArn = table.arn;
    this.indexName = pulumi.output(indexOf(args) ?? "");
    this.environment = environmentOf(table, indexOf(args));
    const { tableName, tableArn, indexName, environment } = this;
    this.registerOutputs({ tableName, tableArn, indexName, environment });
  }

  /** The underlying resources, for what the arguments don't say. */
  get nodes(): { table: dynamodb.Table } {
    return { table: partsOf(this).table };
  }

  /**
   * Lets a role read, write and remove connections.
   *
   * @param role an `aws.iam.Role`, or its name or ARN
   */
  grantReadWrite(role: RoleInput): iam.RolePolicy {
    return this.grant(role, "read-write", [...READ, ...WRITE]);
  }

  /**
   * Lets a role read connections.
   *
   * @param role an `aws.iam.Role`, or its name or ARN
   */
  grantRead(role: RoleInput): iam.RolePolicy {
    return this.grant(role, "read", READ);
  }

  /**
   * Lets a role send messages to the connections of one stage of one API; an WebSocketApi has the same method.
   *
   * @param role an `aws.iam.Role`, or its name or ARN
   * @param api the WebSocketApi, or what a grant needs of one that is made elsewhere
   */
  grantManageConnections(role: RoleInput, api: ConnectionsRef): iam.RolePolicy {
    return grantManageConnections(partsOf(this).name, api, role, this);
  }

  private grant(role: RoleInput, what: string, actions: string[]): iam.RolePolicy {
    const { name, table } = partsOf(this);
    const plain = typeof role === "string";
    const policy = pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: actions, Resource: [table.arn, pulumi.interpolate`${table.arn}/index/*`] },
      ],
    });
    return new iam.RolePolicy(
      `${name}-${plain ? roleName(role) : pulumi.resourceName(role)}-${what}`,
      { role: plain ? roleName(role) : role.name, policy },
      { parent: this },
    );
  }
}

const READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"];
const WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"];
/** The table's key: what API Gateway calls a connection. */
const KEY = "connectionId";
const DEFAULT_EXPIRES = "expiresAt";

const kept = new WeakMap<pulumi.Resource, { name: string; table: dynamodb.Table }>();

function partsOf(store: pulumi.Resource): { name: string; table: dynamodb.Table } {
  const parts = kept.get(store);
  if (parts === undefined) {
    throw new Error("this ConnectionStore was not made by its constructor");
  }
  return parts;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
function storeProblems({ indexBy, expiresAttribute = DEFAULT_EXPIRES }: ConnectionStoreArgs): Problem[] {
  const taken = indexBy === KEY || indexBy === expiresAttribute;
  return [
    ...(indexBy !== undefined && (taken || !/^[A-Za-z0-9_.-]{1,252}$/.test(indexBy))
      ? [
          {
            argument: "indexBy",
            received: indexBy,
            expected: `an attribute of your own, other than ${KEY} and ${expiresAttribute}`,
            fix: 'write "userId" or the like',
          },
        ]
      : []),
    ...(expiresAttribute === KEY || expiresAttribute === ""
      ? [
          {
            argument: "expiresAttribute",
            received: expiresAttribute,
            expected: `an attribute other than ${KEY}`,
            fix: `leave it out: it is "${DEFAULT_EXPIRES}" then`,
          },
        ]
      : []),
  ];
}

function connectionTable(name: string, args: ConnectionStoreArgs, parent: ConnectionStore): dynamodb.Table {
  const index = indexOf(args);
  const attributes = [KEY, ...(args.indexBy === undefined ? [] : [args.indexBy])];
  return new dynamodb.Table(
    name,
    {
      hashKey: KEY,
      billingMode: "PAY_PER_REQUEST",
      attributes: attributes.map((attribute) => ({ name: attribute, type: "S" })),
      globalSecondaryIndexes:
        index === undefined
          ? undefined
          : [{ name: index, hashKey: args.indexBy ?? "", rangeKey: KEY, projectionType: "ALL" }],
      ttl: { enabled: true, attributeName: args.expiresAttribute ?? DEFAULT_EXPIRES },
      serverSideEncryption: { enabled: true, kmsKeyArn: args.kmsKeyArn },
      pointInTimeRecovery: { enabled: args.pointInTimeRecovery ?? true },
      deletionProtectionEnabled: args.deletionProtection,
      tags: args.tags,
    },
    { parent },
  );
}

function indexOf({ indexBy }: ConnectionStoreArgs): string | undefined {
  return indexBy === undefined ? undefined : `by-${indexBy}`;
}

function environmentOf(table: dynamodb.Table, index: string | undefined): pulumi.Output<Record<string, string>> {
  return table.name.apply((name): Record<string, string> => ({
    CONNECTIONS_TABLE_NAME: name,
    ...(index === undefined ? {} : { CONNECTIONS_INDEX_NAME: index }),
  }));
}
