import type * as joseModule from "jose";
import { importPackage } from "../../../language/import-package";

/** Returns jose, which is loaded at need: only who mints tokens has to install it. */
export function jose(): Promise<typeof joseModule> {
  return importPackage("jose", () => import("jose"));
}
