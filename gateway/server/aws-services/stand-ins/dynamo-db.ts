import { formatArn } from "../../../../aws/arn";
import { callEmulator } from "../emulator";
import type { JsonProtocol } from "../protocol";
import { requiredParameter, ServiceError } from "../service-call";
import type { StandInDefinition } from "../stand-in";

const protocol: JsonProtocol = { kind: "json", version: "1.0", target: "DynamoDB_20120810" };

/**
 * The tables of the program, in the DynamoDB of this process: what an integration writes, functions read.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
 */
export const dynamoDbStandIn: StandInDefinition = {
  service: "dynamodb",
  protocol,
  start: (program) => ({
    resourceArn: (call) => formatArn(call, "dynamodb", `table/${requiredParameter(call, "TableName")}`),
    answer: async (call) => {
      if (program.dynamoDbUrl === undefined) {
        const message = `Requested resource not found: Table: ${requiredParameter(call, "TableName")} not found`;
        throw new ServiceError("ResourceNotFoundException", message);
      }
      return { reply: await callEmulator(program.dynamoDbUrl, call, protocol) };
    },
  }),
};
