import type { ApiIdentity } from "../shared/api-identity";
import type { RestDefinition } from "./definition-model";
import type { RestStageModel } from "./stage-model";

/** A REST API, normalised: the same whether it came from an OpenAPI document or from resources. */
export interface RestApiModel extends ApiIdentity {
  kind: "rest";
  endpointType: "EDGE" | "REGIONAL" | "PRIVATE";
  /** Indicates whether the default endpoint answers 403 `{"message":"Forbidden"}` instead of serving. */
  disableExecuteApiEndpoint: boolean;
  /** The source of a request's API key. */
  apiKeySource: "HEADER" | "AUTHORIZER";
  /** The API as the program declares it now; what is live is in the stages' deployments. */
  definition: RestDefinition;
  stages: RestStageModel[];
}
