import { gatewayAnswersPreflight } from "../../behavior/http-api/cors";
import type { GatewayErrorName } from "../../behavior/http-api/errors";
import { ROUTE_METHODS } from "../../../aws/route-key";
import { mappedStage, selectStage } from "../../behavior/http-api/route-selection";
import type { HttpRouteModel, HttpStageModel } from "../../model/http-api/model";
import type { Address } from "../address";
import type { StageState } from "../shared/stage-state";
import type { IncomingRequest } from "../transport/incoming-request";
import type { ServedApi } from "./served-api";

/** The stage and the route of a request, as far as they were found. */
export interface Selection {
  stage?: HttpStageModel;
  state?: StageState;
  route?: HttpRouteModel;
  /** Percent-encoded, without the stage. */
  routePath: string;
  pathParameters?: Record<string, string>;
  /** Set where the request goes no further: an error, or `preflight` where the gateway itself answers `OPTIONS`. */
  ends?: GatewayErrorName | "preflight";
  /** The reason why it ends, for the log. */
  why?: string;
}

/** AWS's pages name no method for ANY and $default beyond those that a route may have. */
function unknownMethod(method: string, { routeKey }: HttpRouteModel): string | undefined {
  return (ROUTE_METHODS as readonly string[]).includes(method)
    ? undefined
    : `it is routed to ${routeKey}; whether AWS routes ${method} isn't known, since no route can have this method`;
}

/** Selects stage and route, and takes a token of the route's bucket. */
export function selectRoute(
  { api, byExecuteApiHost, domain }: Address<ServedApi>,
  request: IncomingRequest,
  now: number,
): Selection {
  const { model } = api;
  if (request.headersTooLarge) {
    return { routePath: "/", ends: "headersTooLarge" };
  }
  if (domain === undefined && model.disableExecuteApiEndpoint && (byExecuteApiHost || !api.hasCustomDomain)) {
    return { routePath: "/", ends: "forbidden", why: `403, the execute-api endpoint of ${model.name} is disabled` };
  }
  const found =
    domain?.stage === undefined
      ? selectStage(model.stages, request.path)
      : mappedStage(model.stages, domain.stage, request.path);
  if (found === undefined) {
    return { routePath: "/", ends: "notFound" };
  }
  const { stage, routePath } = found;
  const state = api.states.get(stage);
  const match = api.routes.select(request.method, routePath);
  if (match === undefined) {
    const isPreflight = gatewayAnswersPreflight(model.cors, request.method, undefined);
    return { stage, state, routePath, ends: isPreflight ? "preflight" : "notFound" };
  }
  const { route, pathParameters } = match;
  const admitted = state?.admits(route, now) !== false;
  const ends = admitted ? undefined : "tooManyRequests";
  return { stage, state, routePath, route, pathParameters, ends, why: unknownMethod(request.method, route) };
}
