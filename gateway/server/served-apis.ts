import type { ApiKeyModel, ApiModel, LambdaFunctionModel, UsagePlanModel } from "../model/api-model";
import type { DomainModel } from "../model/domains/domain-model";
import { compileHttpApi, type ServedApi } from "./http-api/served-api";
import type { ProgramTargets } from "./integration-targets";
import type { LiveDeployments, ServedRestApi } from "./rest-api/served-api";
import { compileWebSocketApi, type ServedWebSocketApi } from "./websocket-api/served-api";

/** The APIs of one evaluated program, ready for requests, with what they share. */
export interface ServedApis extends ProgramTargets {
  httpApis: ServedApi[];
  restApis: ServedRestApi[];
  webSocketApis: ServedWebSocketApi[];
  apiKeys: ApiKeyModel[];
  usagePlans: UsagePlanModel[];
  domains: DomainModel[];
  functionModels: LambdaFunctionModel[];
  /** The number of requests that they are answering. */
  inFlight: number;
}

/** Makes the APIs of a model ready for requests. */
export function compileServedApis(model: ApiModel, targets: ProgramTargets, deployments: LiveDeployments): ServedApis {
  const { apiKeys, usagePlans, domains, functions: functionModels } = model;
  return {
    httpApis: model.httpApis.map((api) => compileHttpApi(api, model.mappedApis)),
    restApis: deployments.compile(model),
    webSocketApis: model.webSocketApis.map(compileWebSocketApi),
    apiKeys,
    usagePlans,
    domains,
    ...targets,
    functionModels,
    inFlight: 0,
  };
}

/** Returns the issuers whose tokens the authorizers accept. */
export function tokenIssuers({ httpApis, restApis }: ServedApis): Set<string> {
  const authorizers = httpApis.flatMap(({ model }) => model.authorizers);
  const methods = restApis.flatMap(({ model }) => model.definition.methods);
  const pools = methods.flatMap(({ authorizer }) =>
    authorizer?.type === "COGNITO_USER_POOLS" || authorizer?.type === "JWT" ? authorizer.issuers : [],
  );
  const issuers = authorizers.flatMap((authorizer) => (authorizer.type === "JWT" ? [authorizer.issuer] : []));
  return new Set([...issuers, ...pools]);
}
