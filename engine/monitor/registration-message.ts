import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { type Properties, readProperties } from "./property-codec";
import { MessageWriter } from "../../language/message-writer";
import { fieldsOf, readStruct } from "../../language/struct-bytes";

/** `RegisterResourceRequest.object`: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/resource.proto */
const REQUEST_OBJECT = (5 << 3) | 2;

/** A request to register a resource: its inputs as plain values, and all else as the generated class has it. */
export class Registration {
  constructor(
    readonly request: RegisterResourceRequest,
    readonly inputs: Properties = readProperties(request.getObject()),
  ) {}

  static read(bytes: Uint8Array): Registration {
    for (const { tag, start, valueStart, end } of fieldsOf(bytes)) {
      if (tag === REQUEST_OBJECT) {
        const others = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
        return new Registration(
          RegisterResourceRequest.deserializeBinary(others),
          readStruct(bytes.subarray(valueStart, end)),
        );
      }
    }
    return new Registration(RegisterResourceRequest.deserializeBinary(bytes), {});
  }

  getSourceposition() {
    return this.request.getSourceposition();
  }

  getStacktrace() {
    return this.request.getStacktrace();
  }
}

/** The answer to a registration. */
export interface Registered {
  urn: string;
  id: string;
  outputs: Properties;
}

function registeredBytes({ urn, id, outputs }: Registered): Buffer {
  // `urn`, `id` and `object`
  return new MessageWriter().struct(3, outputs).text(2, id).text(1, urn).bytes();
}

/** The service of the resource monitor, with the one method that a program calls thousands of times reading and writing plain values. */
export const MONITOR_SERVICE = {
  ...ResourceMonitorService,
  registerResource: {
    ...ResourceMonitorService.registerResource,
    requestDeserialize: (bytes: Buffer) => Registration.read(bytes),
    responseSerialize: registeredBytes,
  },
};
