import assert from "node:assert/strict";
import { ComponentError } from "../../components";

/** The error that a component refuses its arguments with. */
export function refusal(make: () => unknown): ComponentError {
  try {
    make();
  } catch (error) {
    assert.ok(error instanceof ComponentError, String(error));
    return error;
  }
  return assert.fail("nothing was refused");
}

/** The lines of the error that a component refuses its arguments with. */
export function refused(make: () => unknown): string[] {
  return refusal(make).message.split("\n");
}
