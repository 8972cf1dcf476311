import type { Architecture } from "../../aws/prices/lambda";
import type { LambdaFunctionModel } from "../../gateway/model/shared/lambda-function";
import { functionName, type ReadRoute } from "../routes/route";
import { AUTHORIZER_MISSES } from "./traffic";

/** A function behind an API, and how many of the API's requests invoke it. */
export interface FunctionUse {
  name: string;
  role: "integration" | "authorizer";
  /** From 0 to 1. */
  share: number;
  /** Undefined where it is deployed elsewhere. */
  model: LambdaFunctionModel | undefined;
}

/** Returns the functions behind routes that are called equally often. */
export function functionUses(routes: readonly ReadRoute[]): FunctionUse[] {
  const uses = new Map<string, FunctionUse>();
  for (const { functions } of routes) {
    for (const { target, role, isCached } of functions) {
      const name = functionName(target);
      const use = uses.get(`${role} ${name}`) ?? { name, role, share: 0, model: target.function };
      use.share += (isCached ? AUTHORIZER_MISSES : 1) / routes.length;
      uses.set(`${role} ${name}`, use);
    }
  }
  return [...uses.values()];
}

/** Returns the architecture that a function is paid for. */
export function architectureOf(model: Pick<LambdaFunctionModel, "architectures"> | undefined): Architecture {
  return model?.architectures.includes("arm64") === true ? "arm64" : "x86";
}
