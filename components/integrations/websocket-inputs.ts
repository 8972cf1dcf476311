import type {
  BackendFields,
  ConnectionFields,
  CredentialFields,
  RequestParameterFields,
  TemplateFields,
} from "./fields";
import type { IntegrationInputs } from "./kind";
import { timeoutOf } from "./timeout";

/** The key of the one template that AWS takes of a WebSocket API. */
export const DEFAULT_TEMPLATE = "$default";

type WebSocketFields = BackendFields & ConnectionFields & CredentialFields & RequestParameterFields & TemplateFields;

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
    templateSelectionExpression: templates === undefined ? undefined : `\\${DEFAULT_TEMPLATE}`,
    passthroughBehavior: passthroughBehavior?.toUpperCase(),
    contentHandlingStrategy: spec.contentHandling,
    credentialsArn: spec.credentials,
  };
}

/**
 * AWS's guide to private integrations has WebSocket APIs reach a network load balancer by a link of version 1; its API
 * reference, which reports that only HTTP APIs have a connection, does not know of it.
 * https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/websocket-api.html
 */
function connection({ connectionId }: ConnectionFields): Pick<IntegrationInputs, "connectionType" | "connectionId"> {
  return connectionId === undefined ? {} : { connectionType: "VPC_LINK", connectionId };
}
