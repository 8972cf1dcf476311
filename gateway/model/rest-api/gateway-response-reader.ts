import type { ResourceNode } from "../../../engine/graph/graph";
import { asNumber, asText, asTextMap, type GraphIndex } from "../../../engine/graph/graph-index";
import type { IntegrationFields } from "./integration-reader";
import type { GatewayResponseModel } from "./definition-model";
import { defined } from "../../../language/defined";

export function readGatewayResponse(index: GraphIndex, node: ResourceNode): GatewayResponseModel {
  return toGatewayResponse(index.text(node, "responseType") ?? "", {
    statusCode: index.value(node, "statusCode"),
    responseParameters: index.value(node, "responseParameters"),
    responseTemplates: index.value(node, "responseTemplates"),
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.gatewayResponse.html */
export function toGatewayResponse(responseType: string, fields: IntegrationFields): GatewayResponseModel {
  const status = asText(fields.statusCode) ?? asNumber(fields.statusCode)?.toString() ?? "";
  return defined({
    responseType,
    statusCode: status === "" ? undefined : status,
    responseParameters: asTextMap(fields.responseParameters),
    responseTemplates: asTextMap(fields.responseTemplates),
  });
}
