import type * as pulumi from "@pulumi/pulumi";
import type { ApiProtocol } from "../shared/api-protocol";
import type { FieldTable } from "../shared/field-support";
import { type Problem, validateKnown, validateOutput } from "../shared/problems";
import { type ArnForm, arnProblem, partOfArn } from "./arn-target";
import { httpInputs } from "./http-inputs";
import type { IntegrationKindDefinition, RestSupport } from "./kind";
import type { IntegrationResponse } from "./mapping-fields";
import { restProblems, restProperties } from "./rest-extension";
import { credentialProblems } from "./role-arn";
import type { ServiceAccess } from "./service-access";
import type { HttpServiceFields, KeyFields, RestServiceFields, ServiceFields } from "./service-fields";
import { serviceUri } from "./service-uri";
import { timeoutProblems } from "./timeout";

/** The fields that a service can have. */
type AnyService = ServiceFields & Partial<HttpServiceFields & RestServiceFields & KeyFields> & { action?: string };

/** One action of a service, as the two kinds of API call it. */
export interface ServiceAction<Spec> {
  /** Specifies what the role may do. */
  iamAction: string;
  /** The resources of that permission, where it is not the target itself. */
  resources?: (spec: Spec) => pulumi.Input<string>[];
  /** Specifies what the role may do with the key of an encrypted target. @default nothing: the service has its own grant */
  keyActions?: string[];
  /** The parameters of the first-class integration; undefined where HTTP APIs have none. */
  http?: {
    subtype: string;
    required: readonly string[];
    optional: readonly string[];
    defaults: (spec: Spec) => Record<string, pulumi.Input<string>>;
  };
  /** The call by an AWS integration; undefined where REST APIs need `awsService` for it. */
  rest?: (spec: Spec) => ServiceCall;
}

/** The call of a service by an AWS integration of a REST API. */
export interface ServiceCall {
  /** The service's name in its endpoint, such as `sqs`. */
  service: string;
  action?: string;
  servicePath?: pulumi.Input<string>;
  /** @default the target's */
  region?: pulumi.Input<string>;
  /** @default "POST" */
  method?: string;
  requestParameters?: Record<string, pulumi.Input<string>>;
  requestTemplates?: Record<string, pulumi.Input<string>>;
  /** @default `SERVICE_RESPONSES` */
  responses?: readonly IntegrationResponse[];
  /** Specifies what becomes of a body without a template. @default "never" */
  passthroughBehavior?: "never" | "when_no_match";
}

/** A service that API Gateway calls by itself. */
export interface ServiceDefinition<Spec> {
  fields: FieldTable<Spec>;
  target: ArnForm;
  /** By AWS's name; the first is the default. */
  actions: Record<string, ServiceAction<Spec>>;
  /** Returns the problems that no other service has. */
  problems?: (spec: Spec, argument: string, api: ApiProtocol) => Problem[];
  pathParameters?: (spec: Spec) => string[];
  /** An integration with each of its targets, for the table of policies in the docs. */
  example: Spec;
}

/** Returns the whole kind of a service, from what is its own. */
export function serviceKind<Spec extends AnyService>(
  definition: ServiceDefinition<Spec>,
): IntegrationKindDefinition<Spec> {
  const { fields, target, actions, pathParameters, example } = definition;
  const all = Object.values(actions);
  const actionOf = (spec: Spec): ServiceAction<Spec> | undefined => actions[actionName(spec, actions)];
  const withTarget = (component: string, spec: Spec): Spec => ({
    ...spec,
    targetArn: validateOutput<string>(component, spec.targetArn, (arn) =>
      arnProblem("integration.targetArn", arn, target),
    ),
  });
  return {
    fields,
    label: ({ targetArn, targetName }) =>
      targetName ?? (typeof targetArn === "string" ? targetArn.split(/[/:]/).at(-1) : undefined),
    problems: (spec, argument, api) => [
      ...validateKnown<string>(spec.targetArn, (arn) => arnProblem(`${argument}.targetArn`, arn, target)),
      ...actionProblems(spec, argument, api, actions),
      ...timeoutProblems(spec, argument, api),
      ...credentialProblems(spec.credentials, argument),
      ...(api === "REST" ? restProblems(spec, argument) : []),
      ...(definition.problems?.(spec, argument, api) ?? []),
    ],
    ...(all.some(({ http }) => http)
      ? {
          http: (component: string, spec: Spec) => ({
            ...httpInputs(component, { ...spec, requestParameters: undefined }),
            integrationType: "AWS_PROXY",
            integrationSubtype: actionOf(spec)?.http?.subtype,
            payloadFormatVersion: "1.0",
            requestParameters: {
              ...actionOf(spec)?.http?.defaults(withTarget(component, spec)),
              ...spec.parameters,
            },
          }),
        }
      : {}),
    ...(all.some(({ rest }) => rest)
      ? { rest: restSupport((component, spec) => actionOf(spec)?.rest?.(withTarget(component, spec))) }
      : {}),
    role: {
      access: (spec) => access(spec, actionOf(spec)),
      iamActions: all.map(({ iamAction }) => iamAction),
      example,
    },
    ...(pathParameters === undefined ? {} : { pathParameters }),
  };
}

/** The responses of a service: its refusals and failures are not passed off as successes, and their texts stay inside. */
export const SERVICE_RESPONSES: readonly IntegrationResponse[] = [
  { statusCode: "200" },
  { statusCode: "400", selectionPattern: "4\\d{2}", templates: { "application/json": '{"message":"Bad Request"}' } },
  { statusCode: "502", selectionPattern: "5\\d{2}", templates: { "application/json": '{"message":"Bad Gateway"}' } },
];

function restSupport<Spec extends AnyService>(
  callOf: (component: string, spec: Spec) => ServiceCall | undefined,
): RestSupport<Spec> {
  return {
    isProxy: false,
    integration: (component, spec) => {
      const call = callOf(component, spec);
      if (call === undefined) {
        throw new Error(`${spec.kind}: REST APIs do not support the action ${spec.action}, which its check refuses`);
      }
      const region = call.region ?? partOfArn(spec.targetArn, (arn) => arn.region);
      const passthroughBehavior = spec.passthroughBehavior ?? call.passthroughBehavior ?? "never";
      return {
        type: "aws",
        httpMethod: call.method ?? "POST",
        uri: serviceUri({ ...call, region, credentials: spec.credentials }),
        requestParameters: { ...call.requestParameters, ...spec.requestParameters },
        responses: spec.responses ?? call.responses ?? SERVICE_RESPONSES,
        properties: {
          ...restProperties(component, { ...spec, passthroughBehavior }),
          requestTemplates: spec.requestTemplates ?? call.requestTemplates,
        },
      };
    },
  };
}

function actionName({ action }: { action?: string }, actions: object): string {
  return action ?? Object.keys(actions)[0] ?? "";
}

function access<Spec extends AnyService>(spec: Spec, action: ServiceAction<Spec> | undefined): ServiceAccess[] {
  if (action === undefined) {
    return [];
  }
  const { iamAction, keyActions, resources } = action;
  const key = spec.encryptionKeyArn;
  return [
    { actions: [iamAction], resources: resources?.(spec) ?? [spec.targetArn] },
    ...(key === undefined || keyActions === undefined ? [] : [{ actions: keyActions, resources: [key] }]),
  ];
}

function actionProblems<Spec extends AnyService>(
  spec: Spec,
  argument: string,
  api: ApiProtocol,
  actions: Record<string, ServiceAction<Spec>>,
): Problem[] {
  const name = actionName(spec, actions);
  const able = Object.keys(actions).filter((key) => (api === "REST" ? actions[key]?.rest : actions[key]?.http));
  if (!able.includes(name)) {
    const fix = api === "REST" ? "use awsService() for others" : "use a RestApi for others";
    return [{ argument: `${argument}.action`, received: name, expected: able.join(" or "), fix }];
  }
  return api === "HTTP" ? parameterProblems(spec, argument, actions[name]?.http) : [];
}

function parameterProblems<Spec extends AnyService>(
  spec: Spec,
  argument: string,
  http: ServiceAction<Spec>["http"],
): Problem[] {
  const known = [...(http?.required ?? []), ...(http?.optional ?? [])];
  const given = Object.keys(spec.parameters ?? {});
  const has = new Set([...Object.keys(http?.defaults({ ...spec, targetArn: spec.targetArn ?? "" }) ?? {}), ...given]);
  const at = `${argument}.parameters`;
  return [
    ...given
      .filter((name) => !known.includes(name))
      .map((received) => ({ argument: at, received, expected: known.join(", "), fix: "write AWS's own name" })),
    ...(http?.required ?? [])
      .filter((name) => !has.has(name))
      .map((name) => ({
        argument: `${at}.${name}`,
        expected: "a value",
        fix: 'read it from the request: "$request.body.x"',
      })),
  ];
}
