/** The typed and checked config of a stack, from a zod schema. */
export { type ConfigOptions, defineConfig, type DefinedConfig } from "./define-config";
export { ConfigError, type ConfigProblem, type PlacedProblem } from "./problems";
export type { ConfigSource } from "./source";
export type { StackFiles } from "./stack-files";
export type { ConfigInputs, ConfigOf, ConfigRule, ConfigShape, ConfigValues } from "./types";
