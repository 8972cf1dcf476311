import type { ApiKeyModel, ApiModel, LambdaFunctionModel, UsagePlanModel } from "../model/api-model";
import type { DomainModel } from "../model/domains/domain-model";
import { compileHttpApi, type ServedApi } from "./http-api/served-api";
import type { FunctionTable } from "./lambda/function-registry";
import type { LiveDeployments, ServedRestApi } from "./rest-api/served-api";
import { compileWebSocketApi, type ServedWebSocketApi } from "./websocket-api/served-api";

/** One evaluated program, as it is served. */
export interface Program {
  apis: ServedApi[];
  restApis: ServedRestApi[];
  webSocketApis: ServedWebSocketApi[];
  apiKeys: ApiKeyModel[];
  usagePlans: UsagePlanModel[];
  domains: DomainModel[];
  functions: FunctionTable;
  functionModels: LambdaFunctionModel[];
  /** Requests that are being answered with it. */
  inFlight: number;
}

export function compileProgram(model: ApiModel, functions: FunctionTable, deployments: LiveDeployments): Program {
  const apis = model.httpApis.map((api) => compileHttpApi(api, model.mappedApis));
  const restApis = deployments.compile(model);
  const webSocketApis = model.webSocketApis.map(compileWebSocketApi);
  const { apiKeys, usagePlans, domains, functions: functionModels } = model;
  return { apis, restApis, webSocketApis, apiKeys, usagePlans, domains, functions, functionModels, inFlight: 0 };
}

/** The issuers whose tokens the program's authorizers take. */
export function tokenIssuers(program: Program): Set<string> {
  const authorizers = program.apis.flatMap(({ model }) => model.authorizers);
  const methods = program.restApis.flatMap(({ model }) => model.definition.methods);
  const pools = methods.flatMap(({ authorizer }) =>
    authorizer?.type === "COGNITO_USER_POOLS" ? authorizer.issuers : [],
  );
  const issuers = authorizers.flatMap((authorizer) => (authorizer.type === "JWT" ? [authorizer.issuer] : []));
  return new Set([...issuers, ...pools]);
}
