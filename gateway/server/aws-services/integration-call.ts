import { ownValue } from "../../../language/own-value";
import type { AwsServices } from "./aws-services";
import { headerOf, type ServiceReply, type ServiceRequest } from "./service-call";

/** An AWS integration as it was declared. */
export interface ServiceIntegration {
  /** `arn:aws:apigateway:<region>:<service>:action/<action>` or `...:path/<path>`. */
  uri: string | undefined;
  method: string;
  credentialsArn: string | undefined;
}

/** The request that the mapping of an integration gives. */
export interface MappedServiceRequest extends Pick<ServiceRequest, "headers" | "querystring" | "body"> {
  path: Record<string, string>;
}

/** A subdomain may stand before the service. */
const SERVICE_URI = /^arn:(aws[a-z-]*):apigateway:([a-z0-9-]+):(?:[^:.]+\.)?([a-z0-9-]+):(action|path)\/(.*)$/;

/**
 * Calls an AWS service as an AWS integration does: its stand-in, or the emulator.
 *
 * @returns undefined for a service that does not run on this machine
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html (uri)
 */
export async function callServiceIntegration(
  services: AwsServices,
  { uri = "", method, credentialsArn }: ServiceIntegration,
  caller: { account: string; route: string },
  { path, ...request }: MappedServiceRequest,
): Promise<ServiceReply | undefined> {
  const [, partition = "", region = "", service = "", kind, rest = ""] = SERVICE_URI.exec(uri) ?? [];
  return services.send(
    { service, region, partition, credentialsArn, ...caller },
    {
      action: kind === "action" ? rest : headerOf(request, "x-amz-target")?.split(".").at(-1),
      path: kind === "path" ? rest.replace(/\{([^}]+)\}/g, (_, name: string) => ownValue(path, name) ?? "") : "",
      method,
      ...request,
    },
  );
}
