import * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import { argumentProblems } from "../shared/arguments";
import { validateOutput, validateKnown, type Problem, throwIfInvalid } from "../shared/problems";
import { API_KEY } from "./usage-plan-shapes";

export interface ApiKeyArgs {
  /** The key itself, 20 to 128 characters; it is a secret. @default AWS makes one */
  value?: pulumi.Input<string>;
  /** The key before, while `rotation` keeps it valid. @default the one that AWS made */
  previousValue?: pulumi.Input<string>;
  /** How often the key has been rotated: raised by one, a new key is made and the one before stays valid until the next time. @default 0 */
  rotation?: number;
  /** Whether the key is let through. @default true */
  enabled?: pulumi.Input<boolean>;
  /** Whose key it is, as a marketplace knows the customer. @default none */
  customerId?: pulumi.Input<string>;
  /** What the key is for. @default none */
  description?: pulumi.Input<string>;
  /** Whether Secrets Manager keeps the values, as `{"current", "previous"}`. @default false */
  secret?: boolean;
  /** The KMS key of that secret. @default AWS's own */
  secretKmsKeyId?: pulumi.Input<string>;
  /** The tags of the key and the secret. @default none */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * An API key of one consumer, which a usage plan counts. It says who is calling, and is no authorization: anyone who has it
 * can use it. Its value is a secret: it is in no plain output, and in no log.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-console.html
 */
export class ApiKey extends pulumi.ComponentResource {
  /** The ids of the keys that are valid, the newest first. */
  readonly keyIds: pulumi.Output<string[]>;
  /** The newest key: a secret. */
  readonly value: pulumi.Output<string>;
  /** The ARN of the secret with the values; undefined without one. */
  readonly secretArn: pulumi.Output<string | undefined>;

  constructor(name: string, args: ApiKeyArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:ApiKey", name, {}, opts);
    const component = `ApiKey "${name}"`;
    throwIfInvalid(component, [...argumentProblems(component, args, API_KEY), ...keyProblems(args, "")]);

    const keys = generations(args).map((generation) => key(name, generation, args, this));
    const secret = storedSecret(name, keys, args, this);

    this.keyIds = pulumi.output(keys.map(({ id }) => id));
    this.value = pulumi.secret(keys[0]?.value ?? "");
    this.secretArn = pulumi.output(secret?.arn);
    keptKeys.set(this, Object.fromEntries(generations(args).map((generation, index) => [generation, keys[index]])));
    this.registerOutputs({ keyIds: this.keyIds, value: this.value, secretArn: this.secretArn });
  }
}

/** Kept beside the component: each property of a component would be an output in the schema of other languages. */
const keptKeys = new WeakMap<pulumi.Resource, Record<string, apigateway.ApiKey | undefined>>();

/** The keys of a consumer by their generation, each of which needs a place in the plan. */
export function keysOf(apiKey: ApiKey): Record<string, apigateway.ApiKey> {
  const kept = Object.entries(keptKeys.get(apiKey) ?? {});
  return Object.fromEntries(kept.filter((entry): entry is [string, apigateway.ApiKey] => entry[1] !== undefined));
}

/** What is wrong with the plain values. */
export function keyProblems(args: ApiKeyArgs, where: string): Problem[] {
  const { rotation = 0 } = args;
  return [
    ...validateKnown<string>(args.value, (value) => valueProblem(`${where}value`, value)),
    ...validateKnown<string>(args.previousValue, (value) => valueProblem(`${where}previousValue`, value)),
    ...(Number.isInteger(rotation) && rotation >= 0
      ? []
      : [{ argument: `${where}rotation`, received: rotation, expected: "a whole number from 0", fix: "write 1" }]),
    ...(args.previousValue !== undefined && rotation === 0
      ? [{ argument: `${where}previousValue`, expected: "a rotation beside it", fix: "write rotation: 1" }]
      : []),
  ];
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
      ...(value === undefined ? {} : { value: secretValue(name, value) }),
      enabled: args.enabled,
      customerId: args.customerId,
      description: args.description,
      tags: args.tags,
    },
    { parent, additionalSecretOutputs: ["value"] },
  );
}

function secretValue(name: string, value: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.secret(validateOutput<string>(`ApiKey "${name}"`, value, (plain) => valueProblem("value", plain)));
}

/** The value is not repeated: an error is a log too. https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html */
function valueProblem(argument: string, value: string): Problem | undefined {
  return /^[A-Za-z0-9_-]{20,128}$/.test(value)
    ? undefined
    : {
        argument,
        expected: `20 to 128 letters, digits, - or _; this one has ${value.length} characters`,
        fix: "leave it out, and AWS makes one",
      };
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
    `${name}-secret`,
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
