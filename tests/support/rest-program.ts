import { type ResourceNode } from "../../engine/graph/graph";
import { secret, type PropertyValue } from "../../engine/graph/value";
import { functionArn, invokePermission, node } from "./http-program";

type Fields = Record<string, PropertyValue>;

/** One method of a test API: its integration extension and what else its operation has. */
export interface TestMethod {
  /** The name of a function of the graph, called as `aws_proxy`, or as `aws` where the integration says so. */
  function?: string;
  /** Further fields of the integration. */
  integration?: Fields;
  /** Further fields of the operation. */
  operation?: Fields;
  /** False leaves the function's permission out. @default true */
  permission?: boolean;
}

export interface TestRestApi {
  name?: string;
  /** Further inputs of the API. */
  api?: Fields;
  /** By `GET /orders/{id}`. */
  methods: Record<string, TestMethod>;
  /** Further members of the document. */
  document?: Fields;
  /** Inputs of the stages by name. @default one `prod` */
  stages?: Record<string, Fields>;
  /** Settings by stage and method path. */
  settings?: Record<string, Record<string, Fields>>;
  /** @default `{ version: "1" }` */
  triggers?: Fields;
  /** Further resources; `$api` in an input stands for the API's id. */
  more?: ResourceNode[];
}

export const restApiId = (name: string): string => `${name.replace(/[^a-z0-9]/g, "")}abcdefghij`.slice(0, 10);

export function restType(kind: string): string {
  return `aws:apigateway/${kind}:${kind.replace(/^./, (letter) => letter.toUpperCase())}`;
}

/** The resources of a REST API whose methods stand in one OpenAPI body. */
export function restApi(api: TestRestApi): ResourceNode[] {
  const name = api.name ?? "rest";
  const id = restApiId(name);
  const paths: Record<string, Fields> = {};
  for (const [routeKey, method] of Object.entries(api.methods)) {
    const [verb = "", path = ""] = routeKey.split(" ");
    const member = verb === "ANY" ? "x-amazon-apigateway-any-method" : verb.toLowerCase();
    paths[path] = { ...paths[path], [member]: operation(method) };
  }
  const body = JSON.stringify({ openapi: "3.0.1", info: { title: name, version: "1" }, paths, ...api.document });
  return [...apiAndStages(api, name, id, { body }), ...permissions(api, id), ...(api.more ?? [])];
}

function operation(method: TestMethod): Fields {
  const integration: Fields =
    method.function === undefined
      ? {}
      : { type: "aws_proxy", httpMethod: "POST", uri: invokeUri(functionArn(method.function)) };
  return { "x-amazon-apigateway-integration": { ...integration, ...method.integration }, ...method.operation };
}

export function invokeUri(arn: string): string {
  return `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
}

function permissions(api: TestRestApi, id: string): ResourceNode[] {
  const names = Object.values(api.methods).flatMap((method) =>
    method.function === undefined || method.permission === false ? [] : [method.function],
  );
  const sourceArn = `arn:aws:execute-api:eu-west-1:123456789012:${id}/*`;
  return [...new Set(names)].map((name) => invokePermission(`${id} ${name}`, name, sourceArn));
}

/** The API, its deployment, its stages and their settings. */
export function apiAndStages(api: TestRestApi, name: string, id: string, inputs: Fields): ResourceNode[] {
  const executionArn = `arn:aws:execute-api:eu-west-1:123456789012:${id}`;
  const nodes: ResourceNode[] = [
    {
      ...node(restType("restApi"), name, { name, ...inputs, ...api.api }, { executionArn, rootResourceId: "root" }),
      id,
    },
    node(restType("deployment"), `${name}-live`, { restApi: id, triggers: api.triggers ?? { version: "1" } }),
  ];
  for (const [stageName, stage] of Object.entries(api.stages ?? { prod: {} })) {
    nodes.push(
      node(restType("stage"), `${name}-${stageName}`, { restApi: id, deployment: `${name}-live`, stageName, ...stage }),
    );
    for (const [methodPath, settings] of Object.entries(api.settings?.[stageName] ?? {})) {
      const inputs = { restApi: id, stageName, methodPath, settings };
      nodes.push(node(restType("methodSettings"), `${name}-${stageName}-${methodPath}`, inputs));
    }
  }
  return nodes;
}

export interface TestPlan {
  /** Stages by API name. */
  stages: Record<string, string | Fields>;
  throttle?: Fields;
  quota?: Fields;
  /** Values of the keys by name. */
  keys: Record<string, string>;
  /** Names of keys that are disabled. */
  disabled?: string[];
}

/** A usage plan with its keys, whose values are secret as the engine has them. */
export function usagePlan(name: string, plan: TestPlan): ResourceNode[] {
  const apiStages = Object.entries(plan.stages).map(([api, stage]) => ({
    apiId: restApiId(api),
    ...(typeof stage === "string" ? { stage } : stage),
  }));
  const keys = Object.entries(plan.keys).flatMap(([key, value]) => [
    node(restType("apiKey"), key, { name: key, value: secret(value), enabled: !(plan.disabled ?? []).includes(key) }),
    node(restType("usagePlanKey"), `${name}-${key}`, { usagePlanId: name, keyId: key, keyType: "API_KEY" }),
  ]);
  const inputs: Fields = { name, apiStages };
  if (plan.throttle !== undefined) {
    inputs.throttleSettings = plan.throttle;
  }
  if (plan.quota !== undefined) {
    inputs.quotaSettings = plan.quota;
  }
  return [node(restType("usagePlan"), name, inputs), ...keys];
}

/** A MOCK integration that answers with the given status and body. */
export function mock(body: string, more: Fields = {}): Fields {
  return {
    type: "mock",
    requestTemplates: { "application/json": `{"statusCode":200}`, "application/xml": `{"statusCode":200}` },
    responses: { default: { statusCode: "200", responseTemplates: { "application/json": body } } },
    ...more,
  };
}
