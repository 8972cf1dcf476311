import { substituteStageVariables } from "../../behavior/shared/selection-expression";
import { mapRequest } from "../../behavior/websocket-api/parameter-mapping";
import type { WebSocketIntegrationModel } from "../../model/websocket-api/model";
import type { AwsServices } from "../aws-services/aws-services";
import { callServiceIntegration } from "../aws-services/integration-call";
import { withTimeout } from "../shared/timeout";
import type { WebSocketEventContext } from "./event";
import type { BackendAnswer } from "./http-integration";

/**
 * Calls an AWS service as a WebSocket API's AWS integration does, with the parameters that its mapping gives.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export async function callServiceBackend(
  services: AwsServices,
  event: WebSocketEventContext,
  { uri: declared, method, credentialsArn, requestParameters, timeoutMs }: WebSocketIntegrationModel,
  body: string,
): Promise<BackendAnswer> {
  const { headers, querystring, path } = mapRequest(requestParameters, event);
  const uri = substituteStageVariables(declared ?? "", event.stage.variables);
  const work = callServiceIntegration(
    services,
    { uri, credentialsArn, method: method === "ANY" ? "POST" : method },
    { account: event.api.account, route: event.route?.routeKey ?? "" },
    { headers: { "content-type": "application/json", ...headers }, querystring, path, body: Buffer.from(body) },
  );
  const reply = await withTimeout(work, timeoutMs);
  if (reply === undefined) {
    return { problem: `${uri === "" ? "the AWS service" : uri} does not run on this machine` };
  }
  return reply === "timeout"
    ? { problem: `the service gave no answer within ${timeoutMs} ms` }
    : { statusCode: reply.status, headers: Object.fromEntries(reply.headers), text: reply.body.toString("utf8") };
}
