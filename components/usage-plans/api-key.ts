import * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import { checkArgumentNames } from "../shared/arguments";
import { Problems, throwIfInvalid, validateOutput } from "../shared/problems";
import type { ApiKeyArgs } from "./args";
import { checkKey, checkValue } from "./checks";
import { renamed } from "../shared/renamed";

/** The underlying resources of an ApiKey. */
export interface ApiKeyResources {
  /** The keys that are valid, by the number of their rotation. */
  keys: Record<string, apigateway.ApiKey>;
  secret: secretsmanager.Secret | undefined;
}

/**
 * An API key of one consumer, which a usage plan counts. It says who is calling, and is no authorization: anyone who has it
 * can use it. Its value is a secret: it is in no plain output, and in no log.
 *
 * @example
 * ```ts
 * const key = new ApiKey("acme", { secret: true });
 * export const secretArn = key.secretArn;
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-console.html
 */
export class ApiKey extends pulumi.ComponentResource {
  /** The ids of the keys that are valid, the newest first. */
  readonly keyIds: pulumi.Output<string[]>;
  /** The newest key: a secret. */
  readonly value: pulumi.Output<string>;
  /** The ARN of the secret with the values; undefined without one. */
  readonly secretArn: pulumi.Output<string | undefined>;
  /** The underlying resources, for properties that the arguments don't have. */
  readonly resources: ApiKeyResources;

  constructor(name: string, args: ApiKeyArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:ApiKey", name, {}, acceptedByAws(`ApiKey "${name}"`, renamed(name, opts)));
    const component = `ApiKey "${name}"`;
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "ApiKeyArgs");
    checkKey(problems, args);
    throwIfInvalid(component, problems);

    const made = generations(args).map((generation) => [generation, key(name, generation, args, this)] as const);
    const keys = made.map(([, generation]) => generation);
    const secret = storedSecret(name, keys, args, this);

    this.keyIds = pulumi.output(keys.map(({ id }) => id));
    this.value = pulumi.secret(keys[0]?.value ?? "");
    this.secretArn = pulumi.output(secret?.arn);
    this.resources = { keys: Object.fromEntries(made), secret };
    this.registerOutputs({ keyIds: this.keyIds, value: this.value, secretArn: this.secretArn });
  }
}

/** The newest and the one before. */
function generations({ rotation = 0 }: ApiKeyArgs): number[] {
  return rotation === 0 ? [0] : [rotation, rotation - 1];
}

/** A generation's key is never touched again: a rotation makes one and removes the one before the last. */
function key(name: string, generation: number, args: ApiKeyArgs, parent: ApiKey): apigateway.ApiKey {
  const isNewest = generation === (args.rotation ?? 0);
  const value = isNewest ? args.value : args.previousValue;
  return new apigateway.ApiKey(
    generation === 0 ? name : `${name}-${generation}`,
    {
      name: args.name,
      value: value === undefined ? undefined : secretValue(name, value),
      enabled: args.enabled,
      customerId: args.customerId,
      description: args.description,
      tags: args.tags,
    },
    { parent, additionalSecretOutputs: ["value"] },
  );
}

function secretValue(name: string, value: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.secret(validateOutput<string>(`ApiKey "${name}"`, "value", value, checkValue));
}

function storedSecret(
  name: string,
  keys: apigateway.ApiKey[],
  args: ApiKeyArgs,
  parent: ApiKey,
): secretsmanager.Secret | undefined {
  if (args.secret !== true) {
    return undefined;
  }
  const secret = new secretsmanager.Secret(
    fittingName(`${name}-secret`, NAMES.secret),
    { description: `The API key of ${name}`, kmsKeyId: args.secretKmsKeyId, tags: args.tags },
    { parent },
  );
  const [current, previous] = keys.map(({ value }) => value);
  new secretsmanager.SecretVersion(
    `${name}-secret-value`,
    { secretId: secret.id, secretString: pulumi.secret(pulumi.jsonStringify({ current, previous })) },
    { parent },
  );
  return secret;
}
