import { isRecord } from "../../language/is-record";
import { parsedJson } from "../../language/parsed-json";
import { property, replace, sdkModule } from "./sdk";

/** The config of the stack for which this process is configured: the SDK's server reads the tags of that request alone. */
export class StackConfig {
  private received: ReadonlyMap<string, string> | undefined;

  /** Keeps the config of each request from now on. */
  watch(): void {
    const request = property(sdkModule("@pulumi/pulumi/proto/analyzer_pb"), "AnalyzerStackConfigureRequest");
    const keep = (of: unknown): void => {
      this.received = configOf(of);
    };
    replace(
      property(request, "prototype"),
      "getTagsMap",
      (getTags) =>
        function (this: unknown) {
          keep(this);
          return getTags.call(this);
        },
    );
  }

  /** Returns a value by its full key: of the last request, or before the first of the variable with which the engine starts a pack. */
  value(key: string, environment = process.env): string | undefined {
    if (this.received !== undefined) {
      return this.received.get(key);
    }
    const config = parsedJson(environment.PULUMI_CONFIG ?? "{}");
    const value = isRecord(config) ? config[key] : undefined;
    return typeof value === "string" ? value : undefined;
  }
}

function configOf(request: unknown): ReadonlyMap<string, string> | undefined {
  const get = property(request, "getConfigMap");
  const map: unknown = typeof get === "function" ? get.call(request) : undefined;
  const forEach = property(map, "forEach");
  if (typeof forEach !== "function") {
    return undefined;
  }
  const values = new Map<string, string>();
  forEach.call(map, (value: string, key: string) => values.set(key, value));
  return values;
}
