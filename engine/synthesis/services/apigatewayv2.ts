import { HTTP_API_LIMITS, WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { apiHostname, isWebSocketApiId, webSocketApiId } from "../execute-api";
import { apiHostedZoneId } from "../hosted-zone";
import type { Service } from "../shape";
import { pathArn } from "./apigateway-forms";
import type { ResourceView } from "../view";

/**
 * HTTP and WebSocket APIs.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html (ARNs)
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html
 */
export const apigatewayv2: Service = {
  resources: {
    "aws:apigatewayv2/api:Api": {
      id: (r) => (r.text("protocolType") === "WEBSOCKET" ? webSocketApiId(r.identifiers) : r.identifiers.lower(10)),
      defaults: {
        apiKeySelectionExpression: "$request.header.x-api-key",
        routeSelectionExpression: "$request.method $request.path",
        disableExecuteApiEndpoint: false,
      },
      computed: {
        apiEndpoint: (r) =>
          `${r.text("protocolType") === "WEBSOCKET" ? "wss" : "https"}://${apiHostname(r.id, r.region, r.dnsSuffix)}`,
        arn: (r) => apiArn(r, r.id),
        executionArn: (r) => r.arn("execute-api", r.id),
        ipAddressType: () => "ipv4",
      },
      tagged: true,
    },
    "aws:apigatewayv2/stage:Stage": {
      id: (r) => r.text("name"),
      defaults: { autoDeploy: false },
      computed: {
        arn: (r) => apiArn(r, `${r.text("apiId")}/stages/${r.text("name")}`),
        deploymentId: (r) => (r.value("autoDeploy") === true ? r.identifiers.lower(6) : ""),
        executionArn: (r) => r.arn("execute-api", `${r.text("apiId")}/${r.text("name")}`),
        invokeUrl: stageInvokeUrl,
      },
      tagged: true,
    },
    "aws:apigatewayv2/route:Route": {
      id: (r) => r.identifiers.lower(7),
      defaults: { apiKeyRequired: false, authorizationType: "NONE" },
    },
    "aws:apigatewayv2/integration:Integration": {
      id: (r) => r.identifiers.lower(7),
      defaults: { connectionType: "INTERNET", payloadFormatVersion: "1.0" },
      computed: {
        integrationResponseSelectionExpression: (r) => (ofWebSocketApi(r) ? "${integration.response.statuscode}" : ""),
        timeoutMilliseconds: (r) =>
          (ofWebSocketApi(r) ? WEBSOCKET_API_LIMITS : HTTP_API_LIMITS).integrationTimeout.value,
      },
    },
    "aws:apigatewayv2/authorizer:Authorizer": {
      id: (r) => r.identifiers.lower(6),
      computed: { authorizerResultTtlInSeconds: resultTtl },
    },
    "aws:apigatewayv2/deployment:Deployment": {
      id: (r) => r.identifiers.lower(6),
      computed: { autoDeployed: () => false },
    },
    "aws:apigatewayv2/domainName:DomainName": {
      id: (r) => r.text("domainName"),
      idInput: "domainName",
      computed: {
        apiMappingSelectionExpression: () => "$request.basepath",
        arn: (r) => pathArn(r, `/domainnames/${r.text("domainName")}`),
        routingMode: () => "API_MAPPING_ONLY",
      },
      // The domain's own host and hosted zone, to which DNS points.
      nested: {
        domainNameConfiguration: {
          hostedZoneId: (r) => apiHostedZoneId(r.region) ?? `Z${r.identifiers.upper(13)}`,
          ipAddressType: () => "ipv4",
          targetDomainName: (r) => apiHostname(`d-${r.identifiers.lower(10)}`, r.region, r.dnsSuffix),
        },
      },
      tagged: true,
    },
    "aws:apigatewayv2/apiMapping:ApiMapping": {
      id: (r) => r.identifiers.lower(6),
    },
    "aws:apigatewayv2/vpcLink:VpcLink": {
      id: (r) => r.identifiers.lower(6),
      computed: { arn: (r) => pathArn(r, `/vpclinks/${r.id}`) },
      tagged: true,
    },
    "aws:apigatewayv2/integrationResponse:IntegrationResponse": {
      id: (r) => r.identifiers.lower(7),
    },
    "aws:apigatewayv2/routeResponse:RouteResponse": {
      id: (r) => r.identifiers.lower(7),
    },
    "aws:apigatewayv2/model:Model": {
      id: (r) => r.identifiers.lower(6),
    },
    "aws:apigatewayv2/routingRule:RoutingRule": {
      id: (r) => r.identifiers.lower(10),
      computed: {
        routingRuleArn: (r) => r.arn("apigateway", `/domainnames/${r.text("domainName")}/routingrules/${r.id}`),
        routingRuleId: (r) => r.id,
      },
    },
  },
};

function apiArn(r: ResourceView, path: string): string {
  return pathArn(r, `/apis/${path}`);
}

/** The `$default` stage is served at the root of the API's host, a named one under its name. */
function stageInvokeUrl(r: ResourceView): string {
  const [apiId, stage] = [r.text("apiId"), r.text("name")];
  const host = apiHostname(apiId, r.region, r.dnsSuffix);
  if (ofWebSocketApi(r)) {
    return `wss://${host}/${stage}`;
  }
  return `https://${host}/${stage === "$default" ? "" : stage}`;
}

function ofWebSocketApi(r: ResourceView): boolean {
  const api = r.related("aws:apigatewayv2/api:Api", r.text("apiId"));
  return api === undefined ? isWebSocketApiId(r.text("apiId")) : api.protocolType === "WEBSOCKET";
}

/** The provider lets an HTTP API's Lambda authorizer with identity sources cache for 300 seconds, as the console does. */
function resultTtl(r: ResourceView): number {
  const caches = r.text("authorizerType") === "REQUEST" && r.list("identitySources").length > 0 && !ofWebSocketApi(r);
  return caches ? HTTP_API_LIMITS.authorizerCacheTtlDefault.value : 0;
}
