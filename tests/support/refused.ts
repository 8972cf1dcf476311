import assert from "node:assert/strict";
import { ComponentError } from "../../components";

/** The lines of the error that a component refuses its arguments with. */
export function refused(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    assert.ok(error instanceof ComponentError, String(error));
    return error.message.split("\n");
  }
  return assert.fail("nothing was refused");
}
