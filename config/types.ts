import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { ConfigProblem } from "./problems";

/** The keys of a config with their schemas. Keys without a namespace belong to the project. */
export type ConfigShape = Readonly<Record<string, z.ZodType>>;

/** The name of a key in the program: `region` of `aws:region`. */
type NameOf<Key> = Key extends `${string}:${infer Name}` ? Name : Key;

/** The values as the program gets them: those of secret keys are secret Outputs. */
export type ConfigOf<Shape extends ConfigShape, Secret extends keyof Shape = never> = {
  [Key in keyof Shape as NameOf<Key>]: Key extends Secret ? pulumi.Output<z.output<Shape[Key]>> : z.output<Shape[Key]>;
};

/** The values in plain, as rules see them. */
export type ConfigValues<Shape extends ConfigShape> = ConfigOf<Shape>;

/** Values as the schemas take them, by key. */
export type ConfigInputs<Shape extends ConfigShape> = { [Key in keyof Shape]: z.input<Shape[Key]> };

/** Returns what is wrong between the values of several keys. A key whose own value is wrong is absent. */
export type ConfigRule<Shape extends ConfigShape> = (
  values: Partial<ConfigValues<Shape>>,
  stack: string,
) => ConfigProblem[];
