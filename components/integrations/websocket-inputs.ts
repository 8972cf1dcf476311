import type {
  BackendFields,
  ConnectionFields,
  CredentialFields,
  RequestParameterFields,
  TemplateFields,
  TemplateSelectionFields,
} from "./fields";
import type { IntegrationInputs } from "./kind";
import type { ApiProtocol } from "../shared/api-protocol";
import type { Problems } from "../shared/problems";
import { timeoutOf } from "./timeout";

/** The key of the template, or the response, of all that have none of their own. */
export const DEFAULT_TEMPLATE = "$default";

type WebSocketFields = BackendFields &
  ConnectionFields &
  CredentialFields &
  RequestParameterFields &
  TemplateFields &
  TemplateSelectionFields;

/**
 * Returns the inputs on a WebSocket API that every kind gives in the same way: templates go by keys of their own, and API
 * Gateway waits 29 seconds at most.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export function webSocketInputs(component: string, spec: WebSocketFields): Omit<IntegrationInputs, "integrationType"> {
  const { requestTemplates: templates, passthroughBehavior } = spec;
  return {
    ...connection(spec),
    description: spec.description,
    timeoutMilliseconds: timeoutOf(component, spec, "WEBSOCKET"),
    requestParameters: spec.requestParameters,
    requestTemplates: templates,
    templateSelectionExpression: templates === undefined ? undefined : templateSelection(spec),
    passthroughBehavior: passthroughBehavior?.toUpperCase(),
    contentHandlingStrategy: spec.contentHandling,
    credentialsArn: spec.credentials,
  };
}

/** Returns the expression that chooses a template: the default one unless it is configured. */
export function templateSelection({ templateSelectionExpression: expression }: TemplateSelectionFields): string {
  return expression ?? `\\${DEFAULT_TEMPLATE}`;
}

/**
 * Checks that a template of a WebSocket API can be chosen: its key is no content type, as on a REST API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-transformations.html
 */
export function checkTemplateSelection(
  problems: Problems,
  { requestTemplates, responses = [], templateSelectionExpression }: TemplateFields & TemplateSelectionFields,
  api: ApiProtocol,
): void {
  if (api !== "WEBSOCKET") {
    return;
  }
  checkKeys(problems, "requestTemplates", requestTemplates, templateSelectionExpression);
  for (const [index, { templates, templateSelectionExpression: expression }] of responses.entries()) {
    checkKeys(problems.at(`responses[${index}]`), "templates", templates, expression);
  }
}

function checkKeys(
  problems: Problems,
  argument: string,
  templates: Record<string, unknown> = {},
  expression: string | undefined,
): void {
  const [named] = Object.keys(templates);
  const isChosen = named === undefined || DEFAULT_TEMPLATE in templates || expression !== undefined;
  problems.unless(isChosen, argument, {
    received: named,
    expected: `the key ${DEFAULT_TEMPLATE}: nothing chooses another one without a templateSelectionExpression`,
    fix: `rename it to ${DEFAULT_TEMPLATE}, or write templateSelectionExpression: "\${request.body.type}"`,
  });
}

/**
 * AWS's guide to private integrations has WebSocket APIs reach a network load balancer by a link of version 1; its API
 * reference, which reports that only HTTP APIs have a connection, does not know of it.
 * https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/websocket-api.html
 */
function connection({ connectionId }: ConnectionFields): Pick<IntegrationInputs, "connectionType" | "connectionId"> {
  return connectionId === undefined ? {} : { connectionType: "VPC_LINK", connectionId };
}
