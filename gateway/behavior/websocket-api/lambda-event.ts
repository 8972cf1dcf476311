import { defined } from "../../../language/defined";
import { groupPairs, type HeaderList, queryPairs } from "../shared/request";
import { clfTime } from "../shared/time-format";
import type { ConnectRequest, WebSocketContext } from "./connection-request";

/** An event's payload, ready to be written as JSON. */
export type WebSocketEvent = Record<string, unknown>;

/**
 * The event of `$connect`, with the headers and the query of the upgrade request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export function buildConnectEvent(request: ConnectRequest, context: WebSocketContext): WebSocketEvent {
  return {
    ...requestParts(request),
    ...stageVariables(context),
    requestContext: buildRequestContext(context),
    isBase64Encoded: false,
  };
}

/**
 * The event of a message.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export function buildMessageEvent(body: string, context: WebSocketContext): WebSocketEvent {
  return {
    ...stageVariables(context),
    requestContext: buildRequestContext(context),
    body,
    isBase64Encoded: false,
  };
}

/** The event of `$disconnect`; the upgrade request's headers are gone by then, but for the host. */
export function buildDisconnectEvent(context: WebSocketContext): WebSocketEvent {
  const headers: HeaderList = [
    ["Host", context.domainName],
    ["x-api-key", ""],
    ["X-Forwarded-For", ""],
    ["x-restapi", ""],
  ];
  return {
    ...headerParts(headers),
    ...stageVariables(context),
    requestContext: buildRequestContext(context),
    isBase64Encoded: false,
  };
}

/** Headers of the upgrade itself, which an authorizer's event has and the event of `$connect` has not. */
const UPGRADE_HEADERS: HeaderList = [
  ["Connection", "upgrade"],
  ["content-length", "0"],
  ["Upgrade", "websocket"],
];

/**
 * The event of an authorizer: REQUEST is the only type that WebSocket APIs have.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 * https://github.com/aws-powertools/powertools-lambda-python/blob/develop/tests/events/apiGatewayAuthorizerWebSocketEvent.json
 */
export function buildAuthorizerEvent(
  request: ConnectRequest,
  context: WebSocketContext,
  methodArn: string,
): WebSocketEvent {
  const {
    headers,
    multiValueHeaders,
    queryStringParameters = {},
    multiValueQueryStringParameters = {},
  } = requestParts({ ...request, headers: [...UPGRADE_HEADERS, ...request.headers] });
  return {
    type: "REQUEST",
    methodArn,
    headers,
    multiValueHeaders,
    queryStringParameters,
    multiValueQueryStringParameters,
    stageVariables: context.stageVariables ?? {},
    requestContext: buildRequestContext(context),
  };
}

/** Returns what every event has as `requestContext`. */
export function buildRequestContext(context: WebSocketContext): Record<string, unknown> {
  const { authorizer, disconnect, iam } = context;
  return defined({
    routeKey: context.routeKey,
    messageId: context.messageId,
    disconnectStatusCode: disconnect?.statusCode,
    disconnectReason: disconnect?.reason,
    authorizer:
      authorizer === undefined
        ? undefined
        : {
            ...authorizer.context,
            principalId: authorizer.principalId,
            integrationLatency: authorizer.integrationLatency,
          },
    eventType: context.eventType,
    extendedRequestId: context.requestId,
    requestTime: clfTime(context.timeEpoch),
    messageDirection: "IN",
    stage: context.stage,
    connectedAt: context.connectedAt,
    requestTimeEpoch: context.timeEpoch,
    identity: defined({
      accountId: iam?.accountId,
      caller: iam?.callerId,
      user: iam?.userId,
      userArn: iam?.userArn,
      apiKey: context.apiKey,
      userAgent: context.userAgent,
      sourceIp: context.sourceIp,
    }),
    requestId: context.requestId,
    domainName: context.domainName,
    connectionId: context.connectionId,
    apiId: context.apiId,
  });
}

interface RequestParts {
  headers: Record<string, string>;
  multiValueHeaders: Record<string, string[]>;
  queryStringParameters?: Record<string, string>;
  multiValueQueryStringParameters?: Record<string, string[]>;
}

function requestParts({ headers, rawQueryString }: ConnectRequest): RequestParts {
  const query = groupPairs(queryPairs(rawQueryString));
  return {
    ...headerParts(headers),
    ...defined({
      queryStringParameters: query.size === 0 ? undefined : lastValues(query),
      multiValueQueryStringParameters: query.size === 0 ? undefined : Object.fromEntries(query),
    }),
  };
}

function headerParts(headers: HeaderList): Pick<RequestParts, "headers" | "multiValueHeaders"> {
  const groups = groupPairs(headers);
  return { headers: lastValues(groups), multiValueHeaders: Object.fromEntries(groups) };
}

function lastValues(groups: Map<string, string[]>): Record<string, string> {
  return Object.fromEntries([...groups].map(([name, values]) => [name, values.at(-1) ?? ""]));
}

function stageVariables({ stageVariables }: WebSocketContext): { stageVariables?: Record<string, string> } {
  return stageVariables === undefined ? {} : { stageVariables };
}
