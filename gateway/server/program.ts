import type { ResourceGraph } from "../../engine/graph/graph";
import { reveal } from "../../engine/graph/value";
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

export function compileProgram(
  graph: ResourceGraph,
  model: ApiModel,
  functions: FunctionTable,
  deployments: LiveDeployments,
): Program {
  const mapped = customDomainApis(graph);
  const apis = model.httpApis.map((api) => compileHttpApi(api, mapped));
  const restApis = deployments.compile(model, mapped);
  const webSocketApis = model.webSocketApis.map(compileWebSocketApi);
  const { apiKeys, usagePlans, domains, functions: functionModels } = model;
  return { apis, restApis, webSocketApis, apiKeys, usagePlans, domains, functions, functionModels, inFlight: 0 };
}

const MAPPING_TYPES = ["aws:apigatewayv2/apiMapping:ApiMapping", "aws:apigateway/basePathMapping:BasePathMapping"];

/** The ids of the APIs that custom domains lead to. */
function customDomainApis(graph: ResourceGraph): ReadonlySet<unknown> {
  return new Set(
    graph.resources
      .filter(({ type }) => MAPPING_TYPES.includes(type))
      .map(({ inputs }) => reveal(inputs.apiId ?? inputs.restApi)),
  );
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
