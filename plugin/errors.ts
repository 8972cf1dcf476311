import * as pulumi from "@pulumi/pulumi";

/**
 * Makes an error of the program's arguments read as one message without the stack of this process, which would say nothing of a
 * program in another language.
 */
export function hideStacks(): void {
  const hide = (error: unknown): void => {
    if (pulumi.RunError.isInstance(error)) {
      error.stack = error.message;
    }
  };
  process.prependListener("uncaughtException", hide);
  process.prependListener("unhandledRejection", hide);
}
