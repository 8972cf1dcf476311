import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

const schema = z.object({
  /** The longest name of a guest, in characters. */
  maxNameLength: z.number().int().positive(),
  logRetentionDays: z.number().int().positive(),
});

export type Config = z.infer<typeof schema>;

/** Reads the settings of the stack. @throws Error that lists every problem at once */
export function readConfig(): Config {
  const config = new pulumi.Config();
  const { success, data, error } = schema.safeParse({
    maxNameLength: config.getNumber("maxNameLength"),
    logRetentionDays: config.getNumber("logRetentionDays"),
  });
  if (!success) {
    throw new Error(`Pulumi.${pulumi.getStack()}.yaml:\n${z.prettifyError(error)}`);
  }
  return data;
}
