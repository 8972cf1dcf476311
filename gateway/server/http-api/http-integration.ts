import type { HttpIntegrationModel } from "../../model/http-api/model";
import type { MappedRequest } from "../../behavior/http-api/parameter-mapping";
import { substituteStageVariables } from "../../behavior/shared/selection-expression";
import type { HttpClient } from "../transport/http-client";
import { type Answer, failure } from "./answer";
import { locateBackend } from "./backend-target";
import type { RequestContext } from "./request-context";

/** The backend's answer, with `why` where it gave none; or the URL that can't be called, or none below the integration's. */
export type HttpIntegrationResult =
  { kind: "answer"; answer: Answer; why?: string } | { kind: "invalidUrl"; url: string } | { kind: "outside" };

/**
 * Calls the HTTP backend of an integration.
 *
 * @param localUrl The local backend of a private integration.
 */
export async function callHttpBackend(
  client: HttpClient,
  context: RequestContext,
  integration: HttpIntegrationModel,
  mapped: MappedRequest,
  localUrl: string | undefined,
): Promise<HttpIntegrationResult> {
  const { request } = context;
  const { stage, route, routePath, pathParameters } = context.selection;
  const isPrivate = integration.connectionType === "VPC_LINK";
  const stagePath = stage === undefined || stage.name === "$default" ? "" : `/${stage.name}`;
  const target = {
    // a private backend gets the stage in the path, unless a mapping overwrites it
    routePath: isPrivate ? `${stagePath}${routePath}` : routePath,
    isDefaultRoute: isPrivate || route?.key.isDefault === true,
    pathParameters,
    stageVariables: stage?.variables,
  };
  const uri = substituteStageVariables(localUrl ?? integration.uri ?? "", stage?.variables);
  const located = locateBackend(integration, uri, target, mapped);
  if (located.kind !== "located") {
    return located;
  }
  const started = performance.now();
  const sent = await client.send({
    method: integration.method === undefined || integration.method === "ANY" ? request.method : integration.method,
    url: located.url,
    request: { headers: mapped.headers, sourceIp: request.sourceIp },
    body: request.body ?? (request.hasBody ? request.message : undefined),
    timeoutMs: integration.timeoutMs,
    clientHost: request.message.headers.host ?? "",
    clientScheme: request.scheme,
    traceId: context.traceIdOf("integration"),
    trace: context.steps.trace?.integration,
  });
  const latency = Math.round(performance.now() - started);
  if (sent.kind !== "response") {
    const { why } = sent;
    return { kind: "answer", answer: failure("serviceUnavailable", { latency, error: why }), why };
  }
  const { response, stream } = sent;
  const { statusCode } = response;
  const answer = { response, stream, integration: { latency, status: statusCode, serviceStatus: statusCode } };
  return { kind: "answer", answer };
}
