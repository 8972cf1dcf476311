import type { HttpResponse } from "../../behavior/shared/request";
import type { RestError } from "../../behavior/rest-api/gateway-responses";
import { integrationName } from "../shared/integration-name";
import type { ServedApis } from "../served-apis";
import type { Exchange } from "../shared/exchange";
import type { RequestRecord } from "../shared/request-record";
import type { RestAuthorizationResult } from "./authorization";
import type { IntegrationResult } from "./integration-result";
import type { RestRequestContext } from "./request-context";

/** Returns what a log shows of an answered request. */
export function restRequestRecord(
  served: ServedApis,
  context: RestRequestContext,
  result: IntegrationResult,
  status: number,
  accessEntry: string | undefined,
): RequestRecord {
  const { arrival, selection, method } = context;
  const { api, request, requestId, timeEpoch, started, notes } = arrival;
  return {
    time: timeEpoch,
    requestId,
    kind: "rest",
    api: api.name,
    stage: selection.stage?.name,
    method: request.method,
    path: request.path,
    route: method?.routeKey,
    status,
    duration: performance.now() - started,
    decidedBy: result.decidedBy ?? integrationOf(served, context),
    notes,
    accessEntry,
  };
}

/** Returns what an answered request carried. */
export function restExchange(
  { arrival: { request, steps } }: RestRequestContext,
  result: IntegrationResult,
  response: HttpResponse,
): Exchange {
  return { request, response, error: "error" in result ? result.error.responseType : undefined, steps };
}

function integrationOf(served: ServedApis, { method, selection }: RestRequestContext): string {
  const integration = method?.integration;
  return integration === undefined ? "no integration" : integrationName(integration, served, selection.stageVariables);
}

/** Returns what decides where no method takes a request. */
export function unselectedBy({ selection }: RestRequestContext): string {
  return selection.deployment === undefined ? "no stage" : "no method";
}

/** Returns which of the checks of a caller refuses it. */
export function refusedBy(
  { method }: RestRequestContext,
  { authorizer, authorizerError }: Pick<RestAuthorizationResult, "authorizer" | "authorizerError">,
): string {
  const isKnown = authorizer !== undefined;
  switch (method?.authorizationType) {
    case "AWS_IAM":
      return isKnown ? "resource policy" : "IAM";
    case "CUSTOM":
      return isKnown || authorizerError !== undefined ? `authorizer ${method.authorizer?.name}` : "resource policy";
    case "COGNITO_USER_POOLS":
    case "JWT":
      return isKnown ? "resource policy" : `authorizer ${method.authorizer?.name}`;
    default:
      return "resource policy";
  }
}

/** Returns which of the checks between authorization and integration refuses a request. */
export function rejectedBy({ responseType }: RestError): string {
  switch (responseType) {
    case "INVALID_API_KEY":
      return "API key";
    case "THROTTLED":
      return "throttle";
    case "QUOTA_EXCEEDED":
      return "usage plan's quota";
    case "REQUEST_TOO_LARGE":
      return "size limit";
    default:
      return "request validation";
  }
}
