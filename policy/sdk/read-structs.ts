import { readStruct } from "../../language/struct-bytes";
import { property, replace, type SdkFunction, sdkModule } from "./sdk";

/** The bytes of a struct that nobody has asked about in another form, at the struct itself. */
const BYTES = Symbol("bytes");
/** The tag and the length of an empty `AnalyzeRequest.properties`: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto */
const EMPTY_PROPERTIES = Uint8Array.of((2 << 3) | 2, 0);

/** The part of protobuf's reader that reads a message without its values. */
interface Reader {
  nextField(): boolean;
  skipField(): void;
  getCursor(): number;
  getBuffer(): Uint8Array;
}

/**
 * Keeps the properties of a resource as bytes until they are asked for, and reads them into plain values at once. The generated classes make
 * five objects of each value, from which the SDK's server makes the plain values then.
 */
export function readStructs(): void {
  const request = property(sdkModule("@pulumi/pulumi/proto/analyzer_pb"), "AnalyzeRequest");
  const struct = property(call(call(request, "deserializeBinary", EMPTY_PROPERTIES), "getProperties"), "constructor");
  const prototype = property(struct, "prototype");
  const parse = property(struct, "deserializeBinaryFromReader");
  const { BinaryReader } = (sdkModule("google-protobuf") ?? {}) as { BinaryReader?: new (bytes: Uint8Array) => Reader };
  if (typeof parse !== "function" || BinaryReader === undefined) {
    return;
  }
  replace(prototype, "getFieldsMap", (get) => {
    return function (this: object, ...args) {
      const bytes: unknown = Reflect.get(this, BYTES);
      if (bytes instanceof Uint8Array) {
        Reflect.deleteProperty(this, BYTES);
        Reflect.apply(parse, struct, [this, new BinaryReader(bytes)]);
      }
      return get.apply(this, args);
    } as SdkFunction;
  });
  replace(prototype, "toJavaScript", (read) => {
    return function (this: object) {
      const bytes: unknown = Reflect.get(this, BYTES);
      return bytes instanceof Uint8Array ? readStruct(bytes) : read.call(this);
    } as SdkFunction;
  });
  replace(struct, "deserializeBinaryFromReader", () => (message, reader) => {
    keepBytes(message as object, reader as Reader);
    return message;
  });
}

function keepBytes(message: object, reader: Reader): void {
  const start = reader.getCursor();
  while (reader.nextField()) {
    reader.skipField();
  }
  const value = reader.getBuffer().subarray(start, reader.getCursor());
  Object.defineProperty(message, BYTES, { value, configurable: true });
}

function call(on: unknown, method: string, ...args: unknown[]): unknown {
  const found = property(on, method);
  return typeof found === "function" ? Reflect.apply(found, on, args) : undefined;
}
