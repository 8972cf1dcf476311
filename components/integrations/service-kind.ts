import type * as pulumi from "@pulumi/pulumi";
import type { ApiProtocol } from "../shared/api-protocol";
import type { FieldTable } from "../shared/field-support";
import { type Problems, validateOutput } from "../shared/problems";
import { type ArnForm, checkArn, partOfArn } from "./arn-target";
import { httpInputs } from "./http-inputs";
import type { IntegrationKindDefinition, RestSupport } from "./kind";
import type { IntegrationResponse } from "./mapping-fields";
import { checkRest, restProperties } from "./rest-extension";
import { checkCredentials } from "./role-arn";
import type { ServiceAccess } from "./service-access";
import type { HttpServiceFields, KeyFields, RestServiceFields, ServiceFields } from "./service-fields";
import { serviceUri } from "./service-uri";
import { checkTimeout } from "./timeout";

/** The fields that a service can have. */
type AnyService = ServiceFields & Partial<HttpServiceFields & RestServiceFields & KeyFields> & { action?: string };

/** One action of a service, as the two kinds of API call it. */
export interface ServiceAction<Spec> {
  /** The action that the role is allowed. */
  iamAction: string;
  /** The resources of that permission, where it is not the target itself. */
  resources?: (spec: Spec) => pulumi.Input<string>[];
  /** The actions on the key of an encrypted target that the role is allowed. @default nothing: the service has its own grant */
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
  /** The treatment of a body without a template. @default "never" */
  passthroughBehavior?: "never" | "when_no_match";
}

/** A service that API Gateway calls by itself. */
export interface ServiceDefinition<Spec> {
  fields: FieldTable<Spec>;
  target: ArnForm;
  /** By AWS's name; the first is the default. */
  actions: Record<string, ServiceAction<Spec>>;
  /** Checks what no other service has. */
  check?: (problems: Problems, spec: Spec, api: ApiProtocol) => void;
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
    targetArn: validateOutput<string>(component, "integration.targetArn", spec.targetArn, checkArn(target)),
  });
  return {
    fields,
    label: ({ targetArn, targetName }) =>
      targetName ?? (typeof targetArn === "string" ? targetArn.split(/[/:]/).at(-1) : undefined),
    check: (problems, spec, api) => {
      problems.known<string>("targetArn", spec.targetArn, checkArn(target));
      checkAction(problems, spec, api, actions);
      checkTimeout(problems, spec, api);
      checkCredentials(problems, spec.credentials);
      if (api === "REST") {
        checkRest(problems, spec);
      }
      definition.check?.(problems, spec, api);
    },
    http: all.some(({ http }) => http)
      ? (component, spec) => ({
          ...httpInputs(component, { ...spec, requestParameters: undefined }),
          integrationType: "AWS_PROXY",
          integrationSubtype: actionOf(spec)?.http?.subtype,
          payloadFormatVersion: "1.0",
          requestParameters: {
            ...actionOf(spec)?.http?.defaults(withTarget(component, spec)),
            ...spec.parameters,
          },
        })
      : undefined,
    rest: all.some(({ rest }) => rest)
      ? restSupport((component, spec) => actionOf(spec)?.rest?.(withTarget(component, spec)))
      : undefined,
    role: {
      access: (spec) => access(spec, actionOf(spec)),
      iamActions: all.map(({ iamAction }) => iamAction),
      example,
    },
    pathParameters,
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
        uri: serviceUri({ ...call, region }),
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

function checkAction<Spec extends AnyService>(
  problems: Problems,
  spec: Spec,
  api: ApiProtocol,
  actions: Record<string, ServiceAction<Spec>>,
): void {
  const name = actionName(spec, actions);
  const able = Object.keys(actions).filter((key) => (api === "REST" ? actions[key]?.rest : actions[key]?.http));
  if (!able.includes(name)) {
    const fix = api === "REST" ? "use awsService() for others" : "use a RestApi for others";
    problems.add("action", { received: name, expected: able.join(" or "), fix });
  } else if (api === "HTTP") {
    checkParameters(problems.at("parameters"), spec, actions[name]?.http);
  }
}

function checkParameters<Spec extends AnyService>(
  problems: Problems,
  spec: Spec,
  http: ServiceAction<Spec>["http"],
): void {
  const known = [...(http?.required ?? []), ...(http?.optional ?? [])];
  const given = Object.keys(spec.parameters ?? {});
  const has = new Set([...Object.keys(http?.defaults({ ...spec, targetArn: spec.targetArn ?? "" }) ?? {}), ...given]);
  for (const received of given) {
    problems.unless(known.includes(received), "", {
      received,
      expected: known.join(", "),
      fix: "write AWS's own name",
    });
  }
  for (const name of http?.required ?? []) {
    problems.unless(has.has(name), name, { expected: "a value", fix: 'read it from the request: "$request.body.x"' });
  }
}
