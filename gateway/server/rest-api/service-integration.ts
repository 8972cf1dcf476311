import { ownValue } from "../../../language/own-value";
import type { RestIntegrationModel } from "../../model/rest-api/definition-model";
import type { AwsServices } from "../aws-services/aws-services";
import { headerOf } from "../aws-services/service-call";
import type { BackendAnswer, MappedRestRequest } from "./custom-integration";
import type { RestRequestContext } from "./request-context";

/** `arn:aws:apigateway:<region>:<service>:action/<action>` or `...:path/<path>`; a subdomain may stand before the service. */
const SERVICE_URI = /^arn:(aws[a-z-]*):apigateway:([a-z0-9-]+):(?:[^:.]+\.)?([a-z0-9-]+):(action|path)\/(.*)$/;

/**
 * Calls an AWS service as an AWS integration does: its stand-in, or the emulator. An integration of ANY calls with the client's
 * method.
 *
 * @returns undefined for a service that does not run on this machine
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html (uri)
 */
export async function callServiceBackend(
  services: AwsServices,
  context: RestRequestContext,
  integration: RestIntegrationModel,
  request: MappedRestRequest,
): Promise<BackendAnswer | undefined> {
  const [, partition = "", region = "", service = "", kind, rest = ""] = SERVICE_URI.exec(integration.uri ?? "") ?? [];
  const { httpMethod = "GET", credentialsArn } = integration;
  const { headers, querystring, body } = request;
  const reply = await services.send(
    { service, region, account: context.api.account, partition, credentialsArn, route: context.label },
    {
      action: kind === "action" ? rest : headerOf(request, "x-amz-target")?.split(".").at(-1),
      path:
        kind === "path" ? rest.replace(/\{([^}]+)\}/g, (_, name: string) => ownValue(request.path, name) ?? "") : "",
      method: httpMethod === "ANY" ? context.request.method : httpMethod,
      headers,
      querystring,
      body,
    },
  );
  return reply && { selectionSubject: String(reply.status), ...reply };
}
