import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { httpApi, jsFunction, node, type TestRoute } from "../../support/http-program";
import { defined } from "../../../language/defined";

export const DOMAIN = "api.example.test";
export const ORIGIN = "https://app.example.test";
export const TARGET = "d-abc123def4.execute-api.eu-west-1.amazonaws.com";
export const VALIDATION = { name: `_x1.${DOMAIN}`, value: "_y1.acm-validations.aws" };
const CERTIFICATE_ARN = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";

/** The data that a fault may change of the program that is deployed. */
export interface ProgramOptions {
  issuer: string;
  audiences?: string[];
  cors?: Record<string, PropertyValue> | null;
  routes?: Record<string, TestRoute>;
  api?: Record<string, PropertyValue>;
  stage?: Record<string, PropertyValue>;
  /** The source of the function behind `GET /orders`. */
  handler?: string;
  functionInputs?: Record<string, PropertyValue>;
  certificate?: Record<string, PropertyValue>;
  /** Leaves the custom domain out. */
  noDomain?: boolean;
}

const CORS = {
  allowOrigins: [ORIGIN],
  allowMethods: ["GET", "DELETE"],
  allowHeaders: ["authorization", "content-type"],
  allowCredentials: true,
};
const HANDLER = `exports.handler = async () => ({ statusCode: 200, headers: { "content-type": "application/json" }, body: "[]" });`;

/** An HTTP API with CORS, a JWT authorizer, a custom domain and its certificate, as a program would declare them. */
export function program(options: ProgramOptions): ResourceNode[] {
  const jwt = { authorizationType: "JWT", authorizerId: "tokens", authorizationScopes: ["orders/read"] };
  const cors = options.cors === undefined ? CORS : options.cors;
  const format = '{"requestId":"$context.requestId","error":"$context.integrationErrorMessage"}';
  const accessLogSettings = { destinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:/api", format };
  return [
    jsFunction("orders", options.handler ?? HANDLER, { timeout: 30, ...options.functionInputs }),
    ...httpApi({
      api: defined({ corsConfiguration: cors === null ? undefined : cors, ...options.api }),
      authorizers: {
        tokens: {
          authorizerType: "JWT",
          identitySources: ["$request.header.Authorization"],
          jwtConfiguration: { issuer: options.issuer, audiences: options.audiences ?? ["app"] },
        },
      },
      routes: options.routes ?? { "GET /orders": { function: "orders", route: jwt } },
      stages: { $default: { accessLogSettings, ...options.stage } },
    }),
    ...(options.noDomain === true ? [] : domain(options)),
  ];
}

function domain({ certificate }: ProgramOptions): ResourceNode[] {
  const configuration = {
    certificateArn: certificate?.arn ?? CERTIFICATE_ARN,
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  };
  return [
    node("aws:acm/certificate:Certificate", "certificate", {
      region: "eu-west-1",
      arn: CERTIFICATE_ARN,
      domainName: DOMAIN,
      status: "ISSUED",
      domainValidationOptions: [
        {
          domainName: DOMAIN,
          resourceRecordName: `${VALIDATION.name}.`,
          resourceRecordType: "CNAME",
          resourceRecordValue: `${VALIDATION.value}.`,
        },
      ],
      ...certificate,
    }),
    node("aws:apigatewayv2/domainName:DomainName", "domain", {
      region: "eu-west-1",
      domainName: DOMAIN,
      domainNameConfiguration: { ...configuration, targetDomainName: TARGET },
    }),
    node("aws:apigatewayv2/apiMapping:ApiMapping", "mapping", {
      region: "eu-west-1",
      apiId: "apiabcdefg",
      domainName: DOMAIN,
      stage: "$default",
    }),
  ];
}
