import type Util from "node:util";
import type { Sdk } from "./sdk";

interface SdkErrors {
  defaultErrorMessage: (this: void, error: unknown) => string;
}

/** Prints errors without colours: colouring a frame such as `node_modules/@pulumi/output.ts`, which the SDK's maps give, makes Node loop for ever. */
export function printErrorsPlainly({ load, part }: Sdk): void {
  const { inspect } = load("node:util") as typeof Util;
  const errors = part("cmd/run/error") as SdkErrors;
  const { defaultErrorMessage } = errors;
  errors.defaultErrorMessage = (error) =>
    error instanceof Error && error.stack ? inspect(error, { colors: false }) : defaultErrorMessage(error);
}
