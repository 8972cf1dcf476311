import * as pulumi from "@pulumi/pulumi";
import { ApiKey as Component, type ApiKeyArgs } from "../components";

/** An API key of one consumer, which a usage plan counts. */
export class ApiKey extends pulumi.ComponentResource {
  /** The ids of the keys that are valid, the newest first. */
  readonly keyIds: pulumi.Output<string[]>;
  /** The newest key: a secret. */
  readonly value: pulumi.Output<string>;
  /** The ARN of the secret with the values; undefined without one. */
  readonly secretArn: pulumi.Output<string | undefined>;

  constructor(name: string, args: ApiKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:ApiKey", name, {}, opts);
    const { keyIds, value, secretArn } = new Component(name, args, { parent: this });
    this.keyIds = keyIds;
    this.value = value;
    this.secretArn = secretArn;
    this.registerOutputs({ keyIds, value, secretArn });
  }
}
