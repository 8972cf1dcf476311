import type { ResourceGraph } from "../../engine/graph/graph";
import type { HttpApiModel } from "./http-api/model";
import { readHttpApis } from "./http-api/api-reader";
import type { LambdaFunctionModel } from "./shared/lambda-function";
import { readFunctions } from "./shared/lambda-function-reader";
import { readRestApis } from "./rest-api/api-reader";
import type { RestApiModel } from "./rest-api/model";
import type { ApiKeyModel, UsagePlanModel } from "./rest-api/usage-plan-model";
import { readApiKeys, readUsagePlans } from "./rest-api/usage-plan-reader";
import type { WebSocketApiModel } from "./websocket-api/model";
import { readWebSocketApis } from "./websocket-api/api-reader";
import type { DomainModel } from "./domains/domain-model";
import { readDomains } from "./domains/domain-reader";
import { GraphIndex } from "../../engine/graph/graph-index";
import type { ModelProblem } from "../../engine/graph/model-problem";

export type * from "./domains/domain-model";
export type * from "./http-api/model";
export type * from "./shared/lambda-function";
export type * from "./rest-api/model";
export type * from "./rest-api/authorizer-model";
export type * from "./rest-api/definition-model";
export type * from "./rest-api/stage-model";
export type * from "./rest-api/usage-plan-model";

/** What a graph's API Gateway and Lambda resources mean, made from aws resources, so it works for any program. */
export interface ApiModel {
  httpApis: HttpApiModel[];
  restApis: RestApiModel[];
  webSocketApis: WebSocketApiModel[];
  /** Custom domains, of every kind of API. */
  domains: DomainModel[];
  usagePlans: UsagePlanModel[];
  /** With their values, which are secret. */
  apiKeys: ApiKeyModel[];
  /** Every function of the graph, those that no API calls too. */
  functions: LambdaFunctionModel[];
  problems: ModelProblem[];
}

/** Reads every API of a graph. Resources are joined by ids and ARNs and, where these are unknown, by dependencies. */
export function buildApiModel(graph: ResourceGraph): ApiModel {
  const problems: ModelProblem[] = [];
  const index = new GraphIndex(graph, problems);
  const functions = readFunctions(index);
  const httpApis = readHttpApis(index, functions);
  const restApis = readRestApis(index, functions);
  const webSocketApis = readWebSocketApis(index, functions);
  const usagePlans = readUsagePlans(index, restApis);
  const domains = readDomains(index);
  return { httpApis, restApis, webSocketApis, domains, usagePlans, apiKeys: readApiKeys(index), functions, problems };
}
