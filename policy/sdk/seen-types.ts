import { property, replace, sdkModule } from "./sdk";

/** No resource has it: a policy that names it as its type is skipped. */
export const NO_TYPE = "gatewright:policy:NothingToSee";

/**
 * The types of the resources that the engine asked about. The SDK's server prepares a resource, or a whole stack, for every policy
 * that does not name one type as its own; so a rule of several types names, for as long as only one of them was seen, that one.
 * Types are only ever added, and before the first policy looks, so no policy is skipped that has something to look at.
 */
export class SeenTypes {
  private readonly types = new Set<string>();
  private watching = false;

  /** Notes the types of what the engine asks about. */
  watch(): void {
    const messages = sdkModule("@pulumi/pulumi/proto/analyzer_pb");
    const one = replace(prototypeOf(messages, "AnalyzeRequest"), "getType", (getType) => {
      const { types } = this;
      return function (this: unknown) {
        const type = getType.call(this);
        types.add(String(type));
        return type;
      };
    });
    const all = replace(prototypeOf(messages, "AnalyzeStackRequest"), "getResourcesList", (getResources) => {
      const { types } = this;
      return function (this: unknown) {
        const resources = getResources.call(this);
        for (const resource of Array.isArray(resources) ? (resources as TypedMessage[]) : []) {
          types.add(resource.getType());
        }
        return resources;
      };
    });
    this.watching = one && all;
  }

  /** Returns the one type that the server should take a policy of these `types` to have; undefined where there are several. */
  typeOf(types: readonly string[]): string | undefined {
    const candidates = this.watching ? types.filter((type) => this.types.has(type)) : types;
    return candidates.length > 1 ? undefined : (candidates[0] ?? NO_TYPE);
  }
}

/** An item of an `AnalyzeStackRequest`. See https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto */
interface TypedMessage {
  getType(): string;
}

function prototypeOf(messages: unknown, name: string): unknown {
  return property(property(messages, name), "prototype");
}
