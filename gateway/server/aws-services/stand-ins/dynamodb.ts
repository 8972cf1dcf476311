import { requiredParameter, type ServiceCall, ServiceError, type StandIn } from "../service-call";
import { callEmulator } from "../emulator";

/**
 * The tables of the program, in the DynamoDB of this process: what an integration writes, functions read.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
 *
 * @param endpoint Where that DynamoDB answers; undefined where the program has no table.
 */
export function dynamoDbStandIn(endpoint: string | undefined): StandIn {
  const protocol = { kind: "json", version: "1.0" } as const;
  return {
    protocol,
    resourceArn: (call) =>
      `arn:${call.partition}:dynamodb:${call.region}:${call.account}:table/${requiredParameter(call, "TableName")}`,
    answer: async (call: ServiceCall) => {
      if (endpoint === undefined) {
        const message = `Requested resource not found: Table: ${requiredParameter(call, "TableName")} not found`;
        throw new ServiceError("ResourceNotFoundException", message);
      }
      return { reply: await callEmulator(endpoint, call, protocol) };
    },
  };
}
