import { defined } from "../../../language/defined";
import type { RestIntegrationModel } from "../../model/rest-api/definition-model";
import type { AwsServices } from "../aws-services/aws-services";
import type { ServiceCall } from "../aws-services/service-call";
import type { LocalServices } from "../aws-services/local-services";
import type { BackendAnswer, MappedRestRequest } from "./custom-integration";
import type { RestRequestContext } from "./request-context";

/** `arn:aws:apigateway:<region>:<service>:action/<action>` or `...:path/<path>`; a subdomain may stand before the service. */
const SERVICE_URI = /^arn:(aws[a-z-]*):apigateway:([a-z0-9-]+):(?:[^:.]+\.)?([a-z0-9-]+):(action|path)\/(.*)$/;

/**
 * Calls an AWS service as an AWS integration does: the stand-ins, or the local DynamoDB.
 *
 * @returns undefined for a service that does not run on this machine
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html (uri)
 */
export async function callServiceBackend(
  services: AwsServices,
  local: LocalServices,
  context: RestRequestContext,
  integration: RestIntegrationModel,
  request: MappedRestRequest,
): Promise<BackendAnswer | undefined> {
  const [, partition = "", region = "", service = "", kind, rest = ""] = SERVICE_URI.exec(integration.uri ?? "") ?? [];
  const header = (name: string): string | undefined =>
    Object.entries(request.headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const operation = kind === "action" ? rest : header("x-amz-target")?.split(".").at(-1);
  const { account } = context.api;
  const base = { region, account, partition, credentialsArn: integration.credentialsArn, route: context.label };
  if (!services.has(service, local.endpoints.dynamodb)) {
    return undefined;
  }
  const target = header("x-amz-target");
  const call =
    service === "s3"
      ? objectCall(rest, context.request.method, integration, request)
      : bodyCall(service, operation, rest, request, target !== undefined);
  if (call === undefined) {
    return malformed();
  }
  const form = header("accept")?.includes("xml") === true ? "xml" : "json";
  const accepts = service === "sqs" && target !== undefined ? "json-1.0" : form;
  const reply = await services.call({ ...base, ...call, service, accepts }, local.endpoints.dynamodb);
  return reply === undefined
    ? undefined
    : { selectionSubject: String(reply.status), status: reply.status, headers: reply.headers, body: reply.body };
}

type OwnPart = Pick<ServiceCall, "operation" | "parameters">;

/** A form of the query protocol names its action; a queue stands in the path. Undefined for JSON that is none. */
function bodyCall(
  service: string,
  operation: string | undefined,
  path: string,
  request: MappedRestRequest,
  isJsonProtocol: boolean,
): OwnPart | undefined {
  const text = request.body.toString("utf8");
  if ((service === "sqs" && !isJsonProtocol) || service === "sns") {
    const { Action, ...form } = Object.fromEntries(new URLSearchParams(text));
    const QueueUrl = service === "sqs" ? { QueueUrl: `https://sqs/${path}` } : {};
    return { operation: Action ?? operation ?? "", parameters: { ...QueueUrl, ...form } };
  }
  try {
    return { operation: operation ?? "", parameters: JSON.parse(text) as Record<string, unknown> };
  } catch {
    return undefined;
  }
}

/** Returns what services of the JSON protocol say to a body that is not JSON: a template that forgot to escape makes one. */
function malformed(): BackendAnswer {
  const body = Buffer.from(JSON.stringify({ __type: "SerializationException" }));
  return { selectionSubject: "400", status: 400, headers: [["content-type", "application/x-amz-json-1.1"]], body };
}

/** An integration of ANY calls S3 by the client's method. */
function objectCall(
  path: string,
  clientMethod: string,
  integration: RestIntegrationModel,
  request: MappedRestRequest,
): OwnPart {
  const { httpMethod = "GET" } = integration;
  const method = httpMethod === "ANY" ? clientMethod : httpMethod;
  const operation = { GET: "GetObject", PUT: "PutObject", DELETE: "DeleteObject" }[method] ?? method;
  const [bucket = "", ...key] = path.replace(/\{([^}]+)\}/g, (_, name: string) => request.path[name] ?? "").split("/");
  const ContentType = Object.entries(request.headers).find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const Body = operation === "PutObject" ? { Body: request.body, ContentType } : {};
  const ResponseContentType = request.querystring["response-content-type"];
  return { operation, parameters: defined({ Bucket: bucket, Key: key.join("/"), ...Body, ResponseContentType }) };
}
