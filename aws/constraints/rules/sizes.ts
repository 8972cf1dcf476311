import { HTTP_API_LIMITS, REST_API_LIMITS, WEBSOCKET_API_LIMITS } from "../../quotas";
import { V1, V2 } from "../../resource-types";
import { bytesRule, type Rule } from "../rule";

/** The fixed quotas on the size of what a resource holds. */
export const sizeRules: readonly Rule[] = [
  bytesRule(V1.stage, "accessLogSettings.format", REST_API_LIMITS.accessLogTemplate),
  bytesRule(V2.stage, "accessLogSettings.format", HTTP_API_LIMITS.accessLogTemplate),
  bytesRule(V1.integration, "requestTemplates{}", REST_API_LIMITS.mappingTemplate),
  bytesRule(V1.integrationResponse, "responseTemplates{}", REST_API_LIMITS.mappingTemplate),
  bytesRule(V1.response, "responseTemplates{}", REST_API_LIMITS.mappingTemplate),
  bytesRule(V2.integration, "requestTemplates{}", WEBSOCKET_API_LIMITS.mappingTemplate),
  bytesRule(V1.restApi, "body", REST_API_LIMITS.definition),
  bytesRule(V1.model, "schema", REST_API_LIMITS.models),
];
