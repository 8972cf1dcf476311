import { defineConfig } from "gatewright/config";
import { z } from "zod";

/** The settings of each stack. `npm run schema` tells your editor of them. */
export const stackConfig = defineConfig(
  z.object({
    identityStack: z.string().min(1).describe("The stack of identity/, such as organization/__name__-identity/dev."),
    allowOrigins: z.array(z.string()).min(1).describe("The origins of browsers that may call the API."),
    logRetentionDays: z.number().int().positive().describe("The days that logs are kept."),
  }),
  { defaults: { "*": { logRetentionDays: 14 }, prod: { logRetentionDays: 365 } } },
);
