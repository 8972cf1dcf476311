import { createHash } from "node:crypto";

/** The names that AWS allows for a type of resource. */
export interface NameRule {
  /** The characters that a name can't have. */
  invalid: RegExp;
  /** The most characters of a name. */
  most: number;
}

/** The names of AWS's types of resource, from its API models. */
export const NAME_RULES = {
  /** `roleNameType`: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  role: { invalid: /[^\w+=,.@-]+/g, most: 64 },
  /** `policyNameType`: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
  rolePolicy: { invalid: /[^\w+=,.@-]+/g, most: 128 },
  /** `StatementId`: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
  permission: { invalid: /[^\w-]+/g, most: 100 },
  /** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
  loadBalancer: { invalid: /[^A-Za-z0-9-]+/g, most: 32 },
  /** `RuleName`: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
  eventRule: { invalid: /[^.\-_A-Za-z0-9]+/g, most: 64 },
  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
  stateMachine: { invalid: /[^A-Za-z0-9_-]+/g, most: 80 },
  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  bucket: { invalid: /[^a-z0-9-]+/g, most: 63 },
  /** `TableName`: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
  table: { invalid: /[^a-zA-Z0-9_.-]+/g, most: 255 },
  /** `NameType`: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
  secret: { invalid: /[^A-Za-z0-9/_+=.@-]+/g, most: 512 },
} as const satisfies Record<string, NameRule>;

/** The characters that Pulumi adds to a logical name: a dash and seven random ones. */
const SUFFIX = 8;

/**
 * Returns a logical name of which Pulumi can make a name for AWS: characters that AWS rejects become dashes, and a name that is
 * too long ends in a hash of itself. A name that AWS takes stays as it is.
 */
export function fittingName(name: string, { invalid, most }: NameRule): string {
  const clean = name.replace(invalid, "-");
  const longest = most - SUFFIX;
  if (clean.length <= longest) {
    return clean;
  }
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${clean.slice(0, longest - hash.length - 1).replace(/-+$/, "")}-${hash}`;
}
