import type { HttpApiModel } from "./http-api/model";
import { readHttpApis } from "./http-api/api-reader";
import { checkHttpApi } from "./http-api/checks";
import type { LambdaFunctionModel } from "./shared/lambda-function";
import { readFunctions } from "./shared/lambda-function-reader";
import { readRestApis } from "./rest-api/api-reader";
import { checkRestApi } from "./rest-api/checks";
import type { RestApiModel } from "./rest-api/model";
import type { ApiKeyModel, UsagePlanModel } from "./rest-api/usage-plan-model";
import { readApiKeys, readUsagePlans } from "./rest-api/usage-plan-reader";
import type { WebSocketApiModel } from "./websocket-api/model";
import { readWebSocketApis } from "./websocket-api/api-reader";
import { checkWebSocketApi } from "./websocket-api/checks";
import type { DomainModel } from "./domains/domain-model";
import { readDomains, readMappedApis } from "./domains/domain-reader";
import type { GraphIndex } from "../../engine/graph/graph-index";
import type { ModelProblem } from "../../engine/graph/model-problem";

export type * from "./domains/domain-model";
export type * from "./http-api/model";
export type * from "./shared/lambda-function";
export type * from "./rest-api/model";
export type * from "./rest-api/authorizer-model";
export type * from "./rest-api/definition-model";
export type * from "./rest-api/stage-model";
export type * from "./rest-api/usage-plan-model";

/** The APIs, domains and functions that a graph's resources declare. It reads AWS resources alone, so it fits any program. */
export interface ApiModel {
  httpApis: HttpApiModel[];
  restApis: RestApiModel[];
  webSocketApis: WebSocketApiModel[];
  /** Custom domains, of every kind of API. */
  domains: DomainModel[];
  /** The ids of the APIs that custom domains route to, including domains of other programs. */
  mappedApis: ReadonlySet<string>;
  usagePlans: UsagePlanModel[];
  /** With their values, which are secret. */
  apiKeys: ApiKeyModel[];
  /** Every function of the graph, including those that no API calls. */
  functions: LambdaFunctionModel[];
  /** The problems: what can't be read, then what AWS would reject or answer with an error. */
  problems: ModelProblem[];
}

/** Reads every API of a graph. Resources are joined by ids and ARNs and, where these are unknown, by dependencies. */
export function readApiModel(index: GraphIndex): ApiModel {
  const functions = readFunctions(index);
  const httpApis = readHttpApis(index, functions);
  const restApis = readRestApis(index, functions);
  const webSocketApis = readWebSocketApis(index, functions);
  const read = {
    httpApis,
    restApis,
    webSocketApis,
    domains: readDomains(index),
    mappedApis: readMappedApis(index),
    usagePlans: readUsagePlans(index, [...restApis, ...webSocketApis]),
    apiKeys: readApiKeys(index),
    functions,
  };
  const problems = [
    ...index.problems,
    ...httpApis.flatMap(checkHttpApi),
    ...restApis.flatMap(checkRestApi),
    ...webSocketApis.flatMap(checkWebSocketApi),
  ];
  return { ...read, problems };
}
