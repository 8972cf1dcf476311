import { GATEWAY_ERRORS } from "../../behavior/http-api/errors";
import { integrationName } from "../shared/integration-name";
import type { ServedApis } from "../served-apis";
import type { Exchange } from "../shared/exchange";
import type { RequestRecord } from "../shared/request-record";
import type { Answer } from "./answer";
import type { RequestContext } from "./request-context";

/** Returns what a log shows of an answered request. */
export function requestRecord(
  served: ServedApis,
  context: RequestContext,
  answer: Answer,
  status: number,
  accessEntry: string | undefined,
): RequestRecord {
  const { api, selection, request, timeEpoch, requestId, started, notes } = context;
  return {
    time: timeEpoch,
    requestId,
    kind: "http",
    api: api.name,
    stage: selection.stage?.name,
    method: request.method,
    path: request.path,
    route: selection.route?.routeKey,
    status,
    duration: performance.now() - started,
    decidedBy: decidedBy(served, context, answer),
    notes,
    accessEntry,
  };
}

/** Returns what an answered request carried. */
export function requestExchange({ request, steps }: RequestContext, { response, error }: Answer): Exchange {
  return { request, response, error: error && GATEWAY_ERRORS[error].responseType, steps };
}

function decidedBy(served: ServedApis, { selection }: RequestContext, { decidedBy: decider, error }: Answer): string {
  if (decider !== undefined) {
    return decider;
  }
  switch (selection.ends ?? error) {
    case "preflight":
      return "CORS";
    case "notFound":
      return selection.route === undefined ? "no route" : "integration";
    case "tooManyRequests":
      return "throttle";
    case "forbidden":
      return "disabled endpoint";
    case "headersTooLarge":
    case "requestTooLarge":
      return "size limit";
    default: {
      const integration = selection.route?.integration;
      return integration === undefined
        ? "no integration"
        : integrationName(integration, served, selection.stage?.variables);
    }
  }
}
