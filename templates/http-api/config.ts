import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

const schema = z.object({
  /** The issuer of the tokens. */
  issuer: z.url({ protocol: /^https$/ }),
  /** The audience of the tokens. */
  audience: z.string().min(1),
  /** The origins of browsers that may call the API. */
  allowOrigins: z.array(z.string()).min(1),
  logRetentionDays: z.number().int().positive(),
});

export type Config = z.infer<typeof schema>;

/** Reads the settings of the stack. @throws Error that lists every problem at once */
export function readConfig(): Config {
  const config = new pulumi.Config();
  const { success, data, error } = schema.safeParse({
    issuer: config.get("issuer"),
    audience: config.get("audience"),
    allowOrigins: config.getObject("allowOrigins"),
    logRetentionDays: config.getNumber("logRetentionDays"),
  });
  if (!success) {
    throw new Error(`Pulumi.${pulumi.getStack()}.yaml:\n${z.prettifyError(error)}`);
  }
  return data;
}
