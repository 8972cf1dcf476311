import type { ResourceGraph } from "../../engine/graph";
import type { HttpApiModel } from "./http/http-api-model";
import { readHttpApis } from "./http/http-api-reader";
import type { LambdaFunctionModel } from "./lambda-function";
import { readFunctions } from "./lambda-function-reader";
import { readRestApis } from "./rest/rest-api-reader";
import type { RestApiModel } from "./rest/rest-api-model";
import type { ApiKeyModel, UsagePlanModel } from "./rest/usage-plan-model";
import { readApiKeys, readUsagePlans } from "./rest/usage-plan-reader";
import type { WebSocketApiModel } from "./websocket/websocket-api-model";
import { readWebSocketApis } from "./websocket/websocket-api-reader";
import type { DomainModel } from "./domains/domain-model";
import { readDomains } from "./domains/domain-reader";
import { GraphIndex } from "./graph-index";
import type { ModelProblem } from "./model-problem";

export type * from "./domains/domain-model";
export type * from "./http/http-api-model";
export type * from "./lambda-function";
export type * from "./rest/rest-api-model";
export type * from "./rest/rest-authorizer-model";
export type * from "./rest/rest-definition-model";
export type * from "./rest/rest-stage-model";
export type * from "./rest/usage-plan-model";

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
