import type { MappedQuery } from "../../behavior/rest-api/parameter-mapping";
import type { RestIntegrationModel } from "../../model/rest-api/definition-model";
import type { AwsServices } from "../aws-services/aws-services";
import { callServiceIntegration } from "../aws-services/integration-call";
import type { BackendAnswer, MappedRestRequest } from "./custom-integration";
import type { RestRequestContext } from "./request-context";

/**
 * Calls an AWS service as a REST API's AWS integration does. An integration of ANY calls with the client's method.
 *
 * @returns undefined for a service that does not run on this machine
 */
export async function callServiceBackend(
  services: AwsServices,
  context: RestRequestContext,
  integration: RestIntegrationModel,
  { headers, querystring, path, body }: MappedRestRequest,
): Promise<BackendAnswer | undefined> {
  const { httpMethod = "GET", uri, credentialsArn } = integration;
  const reply = await callServiceIntegration(
    services,
    { uri, credentialsArn, method: httpMethod === "ANY" ? context.request.method : httpMethod },
    { account: context.api.account, route: context.label },
    { headers, querystring: texts(querystring), path, body },
  );
  return reply && { selectionSubject: String(reply.status), ...reply };
}

function texts(query: MappedQuery): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, values]) => [name, String(values)]));
}
