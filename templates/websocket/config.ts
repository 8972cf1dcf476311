import { defineConfig } from "gatewright/config";
import { z } from "zod";

/** The settings of each stack. `npm run schema` tells your editor of them. */
export const stackConfig = defineConfig(
  z.object({
    maxNameLength: z.number().int().positive().describe("The longest name of a guest, in characters."),
    logRetentionDays: z.number().int().positive().describe("The days that logs are kept."),
  }),
  { defaults: { "*": { logRetentionDays: 14 }, prod: { logRetentionDays: 365 } } },
);
