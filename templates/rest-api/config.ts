import { defineConfig } from "gatewright/config";
import { z } from "zod";

/** The settings of each stack. `npm run schema` tells your editor of them. */
export const stackConfig = defineConfig(
  z.object({
    dailyRequests: z.number().int().positive().describe("Requests a day of a consumer."),
    consumers: z.array(z.string().min(1)).min(1).describe("The consumers, each of which gets an API key."),
    logRetentionDays: z.number().int().positive().describe("The days that logs are kept."),
  }),
  { defaults: { "*": { logRetentionDays: 14 }, prod: { logRetentionDays: 365 } } },
);
