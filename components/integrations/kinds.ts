import { appConfigKind } from "./kinds/app-config";
import { awsServiceKind } from "./kinds/aws-service";
import { cloudMapKind } from "./kinds/cloud-map";
import { dynamoDbKind } from "./kinds/dynamo-db";
import { eventBridgeKind } from "./kinds/event-bridge";
import { foreignFieldProblems } from "./foreign-fields";
import { httpCustomKind } from "./kinds/http-custom";
import { httpProxyKind } from "./kinds/http-proxy";
import type { ApiKind, IntegrationKindDefinition } from "./integration-kind";
import type { IntegrationKind, IntegrationSpec } from "./integration-spec";
import { kinesisKind } from "./kinds/kinesis";
import { lambdaKind } from "./kinds/lambda";
import { lambdaCustomKind } from "./kinds/lambda-custom";
import { loadBalancerKind } from "./kinds/load-balancer";
import { mockKind } from "./kinds/mock";
import { s3Kind } from "./kinds/s3";
import { snsKind } from "./kinds/sns";
import { sqsKind } from "./kinds/sqs";
import { stepFunctionsKind } from "./kinds/step-functions";
import type { Problem } from "../shared/problems";

/** Every kind of integration: a new one is one file, its name in `IntegrationKind`, and one line here. */
export const integrationKinds: Record<IntegrationKind, IntegrationKindDefinition> = {
  lambda: lambdaKind,
  httpProxy: httpProxyKind,
  lambdaCustom: lambdaCustomKind,
  httpCustom: httpCustomKind,
  mock: mockKind,
  awsService: awsServiceKind,
  loadBalancer: loadBalancerKind,
  cloudMap: cloudMapKind,
  sqs: sqsKind,
  sns: snsKind,
  eventBridge: eventBridgeKind,
  stepFunctions: stepFunctionsKind,
  kinesis: kinesisKind,
  appConfig: appConfigKind,
  dynamoDb: dynamoDbKind,
  s3: s3Kind,
};

/** The definition of a spec's kind; undefined where a program that is not type-checked wrote another. */
export function integrationKind(spec: IntegrationSpec): IntegrationKindDefinition | undefined {
  return Object.hasOwn(integrationKinds, spec.kind) ? integrationKinds[spec.kind] : undefined;
}

/** What is wrong with a spec on an API of one kind, its own kind included. */
export function integrationProblems(
  spec: IntegrationSpec | undefined,
  argument: string,
  api: ApiKind = "HTTP",
): Problem[] {
  const kind = spec === undefined ? undefined : integrationKind(spec);
  if (spec === undefined || kind === undefined) {
    const expected = `an integration of kind ${Object.keys(integrationKinds).join(", ")}`;
    return [{ argument, received: spec?.kind, expected, fix: "make it with lambda(fn) or httpProxy(url)" }];
  }
  if (!kind.apiKinds.includes(api)) {
    const able = Object.entries(integrationKinds).filter(([, other]) => other.apiKinds.includes(api));
    const expected = `an integration that ${API_NAMES[api]} can have: ${able.map(([name]) => name).join(", ")}`;
    return [{ argument, received: spec.kind, expected, fix: "use one of these, or another kind of API" }];
  }
  return [...foreignFieldProblems(spec, argument, api), ...kind.problems(spec, argument, api)];
}

const API_NAMES: Record<ApiKind, string> = { HTTP: "HTTP APIs", REST: "REST APIs", WEBSOCKET: "WebSocket APIs" };
