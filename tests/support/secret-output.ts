import * as pulumi from "@pulumi/pulumi";

/** Returns whether an Output is secret, and its value. */
export async function isSecretOutput(output: pulumi.Output<unknown>): Promise<{ secret: boolean; value: unknown }> {
  const value = await new Promise<unknown>((done) => output.apply(done));
  return { secret: await pulumi.isSecret(output), value };
}
