import { ACCOUNT_LIMITS, REST_API_LIMITS } from "../../../aws/quotas";
import type { Service } from "../shape";
import { apiHostname } from "../execute-api";
import type { ResourceView } from "../view";
import { endpointType, pathArn } from "./apigateway-forms";

const CREATED = "2024-01-01T00:00:00Z";

/**
 * REST APIs.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html (ARNs)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html (URLs)
 */
export const apigateway: Service = {
  resources: {
    "aws:apigateway/restApi:RestApi": {
      id: (r) => r.identifiers.lower(10),
      computed: {
        apiKeySource: () => "HEADER",
        arn: (r) => pathArn(r, `/restapis/${r.id}`),
        binaryMediaTypes: () => [],
        createdDate: () => CREATED,
        description: () => "",
        disableExecuteApiEndpoint: () => false,
        endpointConfiguration: () => ({ ipAddressType: "ipv4", types: "EDGE" }),
        executionArn: (r) => r.arn("execute-api", r.id),
        minimumCompressionSize: () => "",
        policy: () => "",
        rootResourceId: (r) => r.identifiers.lower(10, "root"),
        securityPolicy: () => "TLS_1_0",
      },
      nested: {
        endpointConfiguration: { ipAddressType: (r) => (endpointType(r) === "PRIVATE" ? "dualstack" : "ipv4") },
      },
      tagged: true,
    },
    "aws:apigateway/resource:Resource": {
      id: (r) => r.identifiers.lower(6),
      computed: { path: resourcePath },
    },
    "aws:apigateway/method:Method": {
      id: (r) => `agm-${r.text("restApi")}-${r.text("resourceId")}-${r.text("httpMethod")}`,
      defaults: { apiKeyRequired: false },
    },
    "aws:apigateway/methodResponse:MethodResponse": {
      id: (r) => responseId(r, "agmr"),
    },
    "aws:apigateway/integration:Integration": {
      id: (r) => `agi-${r.text("restApi")}-${r.text("resourceId")}-${r.text("httpMethod")}`,
      defaults: { connectionType: "INTERNET", timeoutMilliseconds: REST_API_LIMITS.integrationTimeout.value },
      computed: {
        cacheNamespace: (r) => r.text("resourceId"),
        passthroughBehavior: () => "WHEN_NO_MATCH",
        responseTransferMode: () => "BUFFERED",
      },
    },
    "aws:apigateway/integrationResponse:IntegrationResponse": {
      id: (r) => responseId(r, "agir"),
    },
    "aws:apigateway/response:Response": {
      id: (r) => `aggr-${r.text("restApiId")}-${r.text("responseType")}`,
    },
    "aws:apigateway/deployment:Deployment": {
      id: (r) => r.identifiers.lower(6),
      computed: { createdDate: () => CREATED },
      // with no stage they end with a slash, as recorded of version 6.0.4:
      // https://github.com/pulumi/pulumi-aws-apigateway/blob/main/provider/pkg/testdata/recorded/TestProviderUpgrade
      before7: {
        executionArn: (r) => r.arn("execute-api", `${r.text("restApi")}/${r.text("stageName")}`),
        invokeUrl: (r) => `https://${apiHostname(r.text("restApi"), r.region, r.dnsSuffix)}/${r.text("stageName")}`,
      },
    },
    "aws:apigateway/stage:Stage": {
      id: (r) => `ags-${r.text("restApi")}-${r.text("stageName")}`,
      computed: {
        arn: (r) => pathArn(r, `/restapis/${r.text("restApi")}/stages/${r.text("stageName")}`),
        executionArn: (r) => r.arn("execute-api", `${r.text("restApi")}/${r.text("stageName")}`),
        invokeUrl: (r) => `https://${apiHostname(r.text("restApi"), r.region, r.dnsSuffix)}/${r.text("stageName")}`,
        webAclArn: () => "",
      },
      tagged: true,
    },
    "aws:apigateway/methodSettings:MethodSettings": {
      id: (r) => `${r.text("restApi")}-${r.text("stageName")}-${r.text("methodPath")}`,
    },
    "aws:apigateway/account:Account": {
      id: () => "api-gateway-account",
      computed: {
        apiKeyVersion: () => "4",
        cloudwatchRoleArn: () => "",
        features: () => ["UsagePlans"],
        throttleSettings: () => [
          { burstLimit: ACCOUNT_LIMITS.throttleBurst.value, rateLimit: ACCOUNT_LIMITS.throttleRate.value },
        ],
      },
    },
    "aws:apigateway/authorizer:Authorizer": {
      id: (r) => r.identifiers.lower(6),
      defaults: {
        authorizerResultTtlInSeconds: REST_API_LIMITS.authorizerCacheTtlDefault.value,
        identitySource: "method.request.header.Authorization",
        type: "TOKEN",
      },
      computed: { arn: (r) => pathArn(r, `/restapis/${r.text("restApi")}/authorizers/${r.id}`) },
    },
    "aws:apigateway/requestValidator:RequestValidator": {
      id: (r) => r.identifiers.lower(6),
      defaults: { validateRequestBody: false, validateRequestParameters: false },
    },
    "aws:apigateway/model:Model": {
      id: (r) => r.identifiers.lower(6),
    },
    "aws:apigateway/restApiPolicy:RestApiPolicy": { id: (r) => r.text("restApiId") },
    "aws:apigateway/restApiPut:RestApiPut": {
      id: (r) => r.text("restApiId"),
      computed: { failOnWarnings: () => false },
    },
    "aws:apigateway/vpcLink:VpcLink": {
      id: (r) => r.identifiers.lower(10),
      computed: { arn: (r) => pathArn(r, `/vpclinks/${r.id}`) },
      tagged: true,
    },
    "aws:apigateway/clientCertificate:ClientCertificate": {
      id: (r) => r.identifiers.lower(6),
      computed: {
        arn: (r) => pathArn(r, `/clientcertificates/${r.id}`),
        createdDate: () => CREATED,
        expirationDate: () => "2025-01-01T00:00:00Z",
        pemEncodedCertificate: (r) =>
          `-----BEGIN CERTIFICATE-----\n${r.identifiers.mixed(64)}\n-----END CERTIFICATE-----\n`,
      },
      tagged: true,
    },
  },
};

/** A resource's path needs its parent's; a parent that isn't known is taken for the root. */
function resourcePath(r: ResourceView): string {
  const parent = r.related("aws:apigateway/resource:Resource", r.text("parentId"))?.path;
  return `${typeof parent === "string" ? parent : ""}/${r.text("pathPart")}`;
}

function responseId(r: ResourceView, prefix: string): string {
  return [prefix, r.text("restApi"), r.text("resourceId"), r.text("httpMethod"), r.text("statusCode")].join("-");
}
