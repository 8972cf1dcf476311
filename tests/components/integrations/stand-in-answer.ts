import type { ResourceNode } from "../../../engine/graph/graph";
import { GraphIndex } from "../../../engine/graph/graph-index";
import type { StandInDefinition } from "../../../gateway/server/aws-services/stand-in";
import { graphOf } from "../../support/http-program";

/** Returns the result that a stand-in gives for a call, with the resources of a program. */
export async function answerTo(
  standIn: StandInDefinition,
  operation: string,
  parameters: Record<string, unknown>,
  nodes: ResourceNode[],
): Promise<unknown> {
  const program = { index: new GraphIndex(graphOf(nodes)), dynamoDbUrl: undefined };
  const answer = await standIn.start(program).answer({
    service: standIn.service,
    operation,
    parameters,
    region: "eu-west-1",
    account: "123456789012",
    partition: "aws",
    accepts: "json",
    credentialsArn: undefined,
    route: "POST /things",
  });
  return "result" in answer ? answer.result : answer.reply;
}
