import type * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../aws/quotas";
import { validateOutput, validateKnown, type Problem } from "../shared/problems";
import { type ArnForm, arnProblem, partOfArn } from "./arn-target";
import { awsServiceKind, roleProblem } from "./kinds/aws-service";
import { commonInputs, timeoutProblems } from "./integration-fields";
import type { ApiKind, IntegrationKindDefinition } from "./integration-kind";
import type { IntegrationFields, IntegrationSpec } from "./integration-spec";
import { longestTimeout, restFieldProblems } from "./rest-extension";
import type { RestIntegrationFields } from "./rest-fields";
import type { ServiceAccess } from "./service-access";

/** What a spec has whose kind is an AWS service. */
export interface ServiceFields {
  /** The ARN of what the service acts on: a queue, an event bus, a state machine, a listener. */
  targetArn?: pulumi.Input<string>;
  /** Parameters of the action on an HTTP API, by AWS's names: static, or read from the request. @default what the action needs */
  serviceParameters?: Record<string, pulumi.Input<string>>;
  /** The KMS key that the target is encrypted with: the role may use it. @default AWS's own key, or none */
  encryptionKeyArn?: pulumi.Input<string>;
}

/** What can be said about a call of any AWS service. */
export type ServiceOptions = Omit<IntegrationFields, "kind" | "requestParameters"> &
  Pick<RestIntegrationFields, "requestTemplates" | "responses" | "passthroughBehavior" | "contentHandling"> & {
    /** The ARN of the role that API Gateway takes on. @default one that allows this action on this target alone */
    credentials?: pulumi.Input<string>;
    /** Further parameters of the request on a REST API, in its syntax. @default what the action needs */
    requestParameters?: Record<string, pulumi.Input<string>>;
  };

/** One action of a service, as the two kinds of API call it. */
export interface ServiceAction {
  /** What the role may do. */
  iamAction: string;
  /** On what, where it is not the target itself. */
  resources?: (spec: IntegrationSpec) => pulumi.Input<string>[];
  /** What the role may do with the key of an encrypted target. @default nothing: the service has its own grant */
  keyActions?: string[];
  /** Parameters of the first-class integration; undefined where HTTP APIs have none. */
  http?: {
    subtype: string;
    required: readonly string[];
    optional: readonly string[];
    defaults: (spec: IntegrationSpec) => Record<string, pulumi.Input<string>>;
  };
  /** The call by an AWS integration; undefined where REST APIs need `awsService` for it. */
  rest?: (spec: IntegrationSpec) => RestServiceCall;
}

/** What an AWS integration of a REST API needs: see `awsService`. */
export type RestServiceCall = Pick<
  IntegrationSpec,
  "service" | "action" | "servicePath" | "method" | "requestTemplates" | "requestParameters" | "responses" | "region"
>;

/** A service that API Gateway calls by itself. */
export interface ServiceDefinition {
  target: ArnForm;
  /** By AWS's name; the first is the default. */
  actions: Record<string, ServiceAction>;
  /** What else is wrong with a spec. */
  problems?: (spec: IntegrationSpec, argument: string, api: ApiKind) => Problem[];
}

/** The whole kind of a service, from what is its own. */
export function serviceKind(definition: ServiceDefinition): IntegrationKindDefinition {
  const { target, actions } = definition;
  const actionOf = (spec: IntegrationSpec): ServiceAction | undefined =>
    actions[spec.action ?? Object.keys(actions)[0] ?? ""];
  const all = Object.values(actions);
  return {
    apiKinds: [
      ...(all.some(({ http }) => http) ? (["HTTP"] as const) : []),
      ...(all.some(({ rest }) => rest) ? (["REST"] as const) : []),
    ],
    mapsPayload: true,
    iamActions: all.map(({ iamAction }) => iamAction),
    label: (spec) => (typeof spec.targetArn === "string" ? spec.targetArn.split(/[/:]/).at(-1) : undefined),
    problems: (spec, argument, api = "HTTP") => [
      ...targetProblems(spec, argument, target),
      ...actionProblems(spec, argument, api, actions),
      ...timeoutProblems(spec, argument, longestTimeout(api, spec)),
      ...validateKnown<string>(spec.credentials, (arn) => roleProblem(argument, arn)),
      ...(api === "REST" ? restFieldProblems(spec, argument, false) : []),
      ...(definition.problems?.(spec, argument, api) ?? []),
    ],
    inputs: (component, spec) => ({
      ...commonInputs(component, spec, LIMITS.http.integrationTimeout),
      integrationType: "AWS_PROXY",
      integrationSubtype: actionOf(spec)?.http?.subtype,
      payloadFormatVersion: "1.0",
      requestParameters: {
        ...actionOf(spec)?.http?.defaults({ ...spec, targetArn: checkedTarget(component, spec, target) }),
        ...spec.serviceParameters,
      },
    }),
    extension: (component, spec) => awsServiceKind.extension?.(component, spec) ?? {},
    forRest: (spec) => {
      const call = actionOf(spec)?.rest?.(spec);
      const { requestTemplates, requestParameters, responses } = spec;
      return {
        region: spec.targetArn === undefined ? undefined : partOfArn(spec.targetArn, ({ region }) => region),
        passthroughBehavior: spec.passthroughBehavior ?? "never",
        ...call,
        action: call?.action,
        requestTemplates: requestTemplates ?? call?.requestTemplates,
        requestParameters: { ...call?.requestParameters, ...requestParameters },
        responses: responses ?? call?.responses ?? SERVICE_RESPONSES,
      };
    },
    access: (spec) => access(spec, actionOf(spec)),
  };
}

/** The service's own refusals and failures are not passed off as successes; what they say stays inside. */
export const SERVICE_RESPONSES = [
  { statusCode: "200" },
  { statusCode: "400", selectionPattern: "4\\d{2}", templates: { "application/json": '{"message":"Bad Request"}' } },
  { statusCode: "502", selectionPattern: "5\\d{2}", templates: { "application/json": '{"message":"Bad Gateway"}' } },
];

function access(spec: IntegrationSpec, action: ServiceAction | undefined): ServiceAccess[] {
  if (action === undefined || spec.targetArn === undefined) {
    return [];
  }
  const { iamAction, keyActions, resources } = action;
  const key = spec.encryptionKeyArn;
  return [
    { actions: [iamAction], resources: resources?.(spec) ?? [spec.targetArn] },
    ...(key === undefined || keyActions === undefined ? [] : [{ actions: keyActions, resources: [key] }]),
  ];
}

function checkedTarget(component: string, spec: IntegrationSpec, form: ArnForm): pulumi.Input<string> {
  return validateOutput<string>(component, spec.targetArn ?? "", (arn) =>
    arnProblem("integration.targetArn", arn, form),
  );
}

function targetProblems({ targetArn }: IntegrationSpec, argument: string, form: ArnForm): Problem[] {
  return targetArn === undefined
    ? [{ argument: `${argument}.targetArn`, expected: form.what, fix: `pass ${form.pass}` }]
    : validateKnown<string>(targetArn, (arn) => arnProblem(`${argument}.targetArn`, arn, form));
}

function actionProblems(
  spec: IntegrationSpec,
  argument: string,
  api: ApiKind,
  actions: Record<string, ServiceAction>,
): Problem[] {
  const name = spec.action ?? Object.keys(actions)[0] ?? "";
  const able = Object.keys(actions).filter((key) => (api === "REST" ? actions[key]?.rest : actions[key]?.http));
  const call = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (call === undefined || !able.includes(name)) {
    const fix = api === "REST" ? "use awsService() for others" : "use a RestApi for others";
    return [{ argument: `${argument}.action`, received: name, expected: able.join(" or "), fix }];
  }
  return api === "REST"
    ? restParameterProblems(spec, argument)
    : [...httpParameterProblems(spec, argument, call), ...foreignParameterProblems(spec, argument)];
}

function httpParameterProblems(spec: IntegrationSpec, argument: string, { http }: ServiceAction): Problem[] {
  const known = [...(http?.required ?? []), ...(http?.optional ?? [])];
  const given = Object.keys(spec.serviceParameters ?? {});
  const has = new Set([...Object.keys(http?.defaults({ targetArn: "", ...spec }) ?? {}), ...given]);
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

function foreignParameterProblems(spec: IntegrationSpec, argument: string): Problem[] {
  return spec.requestParameters === undefined
    ? []
    : [
        {
          argument: `${argument}.requestParameters`,
          expected: "left out: an HTTP API's call has the service's own parameters",
          fix: "write them as parameters",
        },
      ];
}

function restParameterProblems(spec: IntegrationSpec, argument: string): Problem[] {
  return spec.serviceParameters === undefined
    ? []
    : [
        {
          argument: `${argument}.parameters`,
          expected: "left out: only HTTP APIs map them",
          fix: "write requestTemplates, with all that the service is sent",
        },
      ];
}
