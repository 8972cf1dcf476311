import * as models from "./models.others.json";
import type { TypesConstraints } from "./model";

/** Returns AWS's models of the types that an HTTP API does without: a program loads them with its first resource of such a type. */
export function otherModels(): TypesConstraints {
  return models.types;
}
