import * as pulumi from "@pulumi/pulumi";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as iam from "@pulumi/aws/iam";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import { type RoleInput, roleName } from "../shared/grant-invoke";
import { checkArgumentNames } from "../shared/arguments";
import { defined } from "../../language/defined";
import { Problems, throwIfInvalid } from "../shared/problems";
import { checkTags, checkText, type TextLimit } from "../shared/texts";
import { type ConnectionsRef, grantManageConnections } from "./grant-manage-connections";
import { renamed } from "../shared/renamed";

/**
 * The arguments of a ConnectionStore.
 *
 * @example { indexBy: "userId" }
 */
export interface ConnectionStoreArgs {
  /**
   * An attribute to look up connections by, such as `userId` or `topic`: the table has an index of it. @default none
   * @example "userId"
   */
  indexBy?: string;
  /**
   * The attribute with the time, in seconds since 1970, after which DynamoDB deletes an item. @default "expiresAt"
   * @example "ttl"
   */
  expiresAttribute?: string;
  /** Indicates whether the table can be restored to any second of the last 35 days. @default true */
  pointInTimeRecovery?: pulumi.Input<boolean>;
  /**
   * The KMS key that the table is encrypted with. @default the AWS managed key of DynamoDB
   * @example key.arn
   */
  kmsKeyArn?: pulumi.Input<string>;
  /** Indicates whether the table is protected from deletion. @default false */
  deletionProtection?: pulumi.Input<boolean>;
  /**
   * The tags of the table. @default none
   * @example { team: "chat" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * A store of connection ids for handlers: an encrypted table by connection id, billed by request, whose items expire.
 *
 * @example
 * ```ts
 * const connections = new ConnectionStore("connections", { indexBy: "userId" });
 * connections.grantReadWrite(role);
 * ```
 */
export class ConnectionStore extends pulumi.ComponentResource {
  /** The table's name. */
  readonly tableName: pulumi.Output<string>;
  /** The table's ARN. */
  readonly tableArn: pulumi.Output<string>;
  /** The name of the index by `indexBy`; empty without one. */
  readonly indexName: pulumi.Output<string>;
  /** The variables that a handler finds the table by: CONNECTIONS_TABLE_NAME, and CONNECTIONS_INDEX_NAME with an index. */
  readonly environment: pulumi.Output<Record<string, string>>;
  /** The underlying resources, for properties that the arguments don't have. */
  readonly resources: { table: dynamodb.Table };
  private readonly name: string;

  constructor(name: string, args: ConnectionStoreArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super(
      "gatewright:index:ConnectionStore",
      name,
      {},
      acceptedByAws(`ConnectionStore "${name}"`, renamed(name, opts)),
    );
    const component = `ConnectionStore "${name}"`;
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "ConnectionStoreArgs");
    checkStore(problems, args);
    throwIfInvalid(component, problems);

    const table = connectionTable(name, args, this);
    this.name = name;
    this.resources = { table };
    this.tableName = table.name;
    this.tableArn = table.arn;
    this.indexName = pulumi.output(indexOf(args) ?? "");
    this.environment = environmentOf(table, indexOf(args));
    const { tableName, tableArn, indexName, environment } = this;
    this.registerOutputs({ tableName, tableArn, indexName, environment });
  }

  /**
   * Allows a role to read, write and remove connections.
   *
   * @param role an `aws.iam.Role`, or its name or ARN
   */
  grantReadWrite(role: RoleInput): iam.RolePolicy {
    return this.grant(role, "read-write", [...READ, ...WRITE]);
  }

  /**
   * Allows a role to read connections.
   *
   * @param role an `aws.iam.Role`, or its name or ARN
   */
  grantRead(role: RoleInput): iam.RolePolicy {
    return this.grant(role, "read", READ);
  }

  /**
   * Allows a role to send messages to the connections of one stage of one API; a WebSocketApi has the same method.
   *
   * @param role an `aws.iam.Role`, or its name or ARN
   * @param api the WebSocketApi, or a reference to an existing one
   */
  grantManageConnections(role: RoleInput, api: ConnectionsRef): iam.RolePolicy {
    return grantManageConnections(this.name, api.executionArn, [api.stageName], role, this);
  }

  private grant(role: RoleInput, what: string, actions: string[]): iam.RolePolicy {
    const { table } = this.resources;
    const plain = typeof role === "string";
    const policy = pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: actions, Resource: [table.arn, pulumi.interpolate`${table.arn}/index/*`] },
      ],
    });
    return new iam.RolePolicy(
      fittingName(`${this.name}-${plain ? roleName(role) : pulumi.resourceName(role)}-${what}`, NAMES.rolePolicy),
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
/** `TimeToLiveAttributeName` */
const ATTRIBUTE_NAME: TextLimit = {
  most: 255,
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TimeToLiveSpecification.html",
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
function checkStore(
  problems: Problems,
  { indexBy, expiresAttribute = DEFAULT_EXPIRES, tags }: ConnectionStoreArgs,
): void {
  const taken = indexBy === KEY || indexBy === expiresAttribute;
  problems.unless(indexBy === undefined || (!taken && /^[A-Za-z0-9_.-]{1,252}$/.test(indexBy)), "indexBy", {
    received: indexBy,
    expected: `an attribute of your own, other than ${KEY} and ${expiresAttribute}`,
    fix: 'write "userId" or the like',
  });
  problems.unless(expiresAttribute !== KEY && expiresAttribute !== "", "expiresAttribute", {
    received: expiresAttribute,
    expected: `an attribute other than ${KEY}`,
    fix: `leave it out: it is "${DEFAULT_EXPIRES}" then`,
  });
  checkText(problems, "expiresAttribute", expiresAttribute, ATTRIBUTE_NAME);
  checkTags(problems.at("tags"), tags);
}

function connectionTable(name: string, args: ConnectionStoreArgs, parent: ConnectionStore): dynamodb.Table {
  const index = indexOf(args);
  const attributes = [KEY, ...(args.indexBy === undefined ? [] : [args.indexBy])];
  return new dynamodb.Table(
    fittingName(name, NAMES.table),
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
  return table.name.apply((name): Record<string, string> => {
    return { CONNECTIONS_TABLE_NAME: name, ...defined({ CONNECTIONS_INDEX_NAME: index }) };
  });
}
