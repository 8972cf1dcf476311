import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

const schema = z.object({
  /** Requests a day of a consumer. */
  dailyRequests: z.number().int().positive(),
  /** The consumers, each of which gets an API key. */
  consumers: z.array(z.string().min(1)).min(1),
  logRetentionDays: z.number().int().positive(),
});

export type Config = z.infer<typeof schema>;

/** Reads the settings of the stack. @throws Error that lists every problem at once */
export function readConfig(): Config {
  const config = new pulumi.Config();
  const { success, data, error } = schema.safeParse({
    dailyRequests: config.getNumber("dailyRequests"),
    consumers: config.getObject("consumers"),
    logRetentionDays: config.getNumber("logRetentionDays"),
  });
  if (!success) {
    throw new Error(`Pulumi.${pulumi.getStack()}.yaml:\n${z.prettifyError(error)}`);
  }
  return data;
}
