import type { HttpApiModel, HttpStageModel } from "../../model/http-api/model";
import { RouteTable } from "../../behavior/http-api/route-selection";
import { StageState } from "../shared/stage-state";

/** An HTTP API made ready for requests: what never changes between two reloads is worked out once. */
export interface ServedApi {
  kind: "http";
  model: HttpApiModel;
  routes: RouteTable;
  /** A custom domain routes to the API, so localhost answers even where its execute-api endpoint is off. */
  hasCustomDomain: boolean;
  states: ReadonlyMap<HttpStageModel, StageState>;
}

/** @param mappedApis The ids of the APIs that custom domains route to. */
export function compileHttpApi(model: HttpApiModel, mappedApis: ReadonlySet<string>): ServedApi {
  return {
    kind: "http",
    model,
    routes: new RouteTable(model.routes),
    hasCustomDomain: mappedApis.has(model.id),
    states: new Map(model.stages.map((stage) => [stage, new StageState(stage, model.routes)])),
  };
}
