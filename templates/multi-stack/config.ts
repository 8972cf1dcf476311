import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

const schema = z.object({
  /** The stack of `identity/`, such as `organization/__name__-identity/dev`. */
  identityStack: z.string().min(1),
  /** The origins of browsers that may call the API. */
  allowOrigins: z.array(z.string()).min(1),
  logRetentionDays: z.number().int().positive(),
});

export type Config = z.infer<typeof schema>;

/** Reads the settings of the stack. @throws Error that lists every problem at once */
export function readConfig(): Config {
  const config = new pulumi.Config();
  const { success, data, error } = schema.safeParse({
    identityStack: config.get("identityStack"),
    allowOrigins: config.getObject("allowOrigins"),
    logRetentionDays: config.getNumber("logRetentionDays"),
  });
  if (!success) {
    throw new Error(`Pulumi.${pulumi.getStack()}.yaml:\n${z.prettifyError(error)}`);
  }
  return data;
}
