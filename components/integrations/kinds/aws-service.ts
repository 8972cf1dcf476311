import type * as pulumi from "@pulumi/pulumi";
import type { Problems } from "../../shared/problems";
import {
  BACKEND_FIELDS,
  type BackendFields,
  INTEGRATION_FIELDS,
  type IntegrationFields,
  REQUEST_PARAMETER_FIELDS,
  type RequestParameterFields,
  TEMPLATE_FIELDS,
  TEMPLATE_SELECTION_FIELDS,
  type TemplateFields,
  type TemplateSelectionFields,
} from "../fields";
import type { IntegrationKindDefinition } from "../kind";
import { checkRest, DEFAULT_RESPONSES, restProperties } from "../rest-extension";
import { checkCredentials } from "../role-arn";
import { serviceUri } from "../service-uri";
import { checkTimeout } from "../timeout";
import { checkTemplateSelection, webSocketInputs } from "../websocket-inputs";

/** An integration with any action of any AWS service. */
export interface AwsServiceIntegration
  extends
    IntegrationFields<"awsService">,
    BackendFields,
    RequestParameterFields,
    TemplateFields,
    TemplateSelectionFields {
  /**
   * The service's name in its endpoint, such as `dynamodb`.
   * @example "dynamodb"
   */
  service: string;
  /**
   * The action that is called, such as `GetItem`. @default `servicePath` is called
   * @example "GetItem"
   */
  action?: string;
  /**
   * The path that is called, such as `123456789012/orders`. @default `action` is called
   * @example "123456789012/orders"
   */
  servicePath?: pulumi.Input<string>;
  /**
   * The region of the service.
   * @example "eu-west-1"
   */
  region: pulumi.Input<string>;
  /**
   * The method that the service is called with. @default "POST"
   * @example "GET"
   */
  method?: string;
  /**
   * The ARN of the role that API Gateway assumes: the service checks its permissions.
   * @example role.arn
   */
  credentials: pulumi.Input<string>;
}

/** The options of a call of an AWS service. */
export type AwsServiceOptions = Omit<AwsServiceIntegration, "kind">;

/**
 * Calls an action of an AWS service through mapping templates (AWS). REST and WebSocket APIs only.
 *
 * @example
 * ```ts
 * awsService({
 *   service: "dynamodb",
 *   action: "Query",
 *   region: "eu-west-1",
 *   credentials: role.arn,
 *   requestTemplates: { "application/json": '{"TableName":"orders", ...}' },
 * });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html (uri)
 */
export function awsService(options: AwsServiceOptions): AwsServiceIntegration {
  return { kind: "awsService", ...options };
}

const FIX = "use awsService({ service, action, region, credentials })";

export const awsServiceKind: IntegrationKindDefinition<AwsServiceIntegration> = {
  fields: {
    ...INTEGRATION_FIELDS,
    ...BACKEND_FIELDS,
    ...REQUEST_PARAMETER_FIELDS,
    ...TEMPLATE_FIELDS,
    ...TEMPLATE_SELECTION_FIELDS,
    service: { plain: true, required: { expected: "a service such as dynamodb", fix: FIX } },
    action: { plain: true },
    servicePath: {},
    region: { required: { expected: "the service's region", fix: FIX } },
    method: { plain: true },
    credentials: { required: { expected: "the ARN of a role", fix: FIX } },
  },
  label: (spec) => [spec.service, spec.action].filter((part) => part !== undefined).join("-") || undefined,
  check: (problems, spec, api) => {
    checkTarget(problems, spec);
    checkCredentials(problems, spec.credentials);
    checkTimeout(problems, spec, api);
    checkRest(problems, spec, api);
    checkTemplateSelection(problems, spec, api);
  },
  rest: {
    isProxy: false,
    integration: (component, spec) => ({
      type: "aws",
      httpMethod: spec.method ?? "POST",
      uri: serviceUri(spec),
      requestParameters: spec.requestParameters,
      responses: spec.responses ?? DEFAULT_RESPONSES,
      properties: { ...restProperties(component, spec), requestTemplates: spec.requestTemplates },
    }),
  },
  websocket: (component, spec) => ({
    ...webSocketInputs(component, spec),
    integrationType: "AWS",
    integrationMethod: spec.method ?? "POST",
    integrationUri: serviceUri(spec),
  }),
};

function checkTarget(problems: Problems, { service, action, servicePath }: AwsServiceIntegration): void {
  problems.unless(/^[a-z0-9.-]+$/.test(service), "service", {
    received: service,
    expected: "a service such as dynamodb",
    fix: FIX,
  });
  problems.unless((action === undefined) !== (servicePath === undefined), "action", {
    received: action,
    expected: "either action or servicePath",
    fix: FIX,
  });
}
