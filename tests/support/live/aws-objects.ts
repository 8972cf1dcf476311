import type { Properties } from "./stack-state";

/** One object of AWS, with what the deployment of an API keeps of it. It is never changed: a call puts another in its place. */
export interface AwsObject {
  type: string;
  id: string;
  inputs: Properties;
  outputs: Properties;
  /** The routes that a deployment is a snapshot of. */
  snapshot?: readonly ServedRoute[];
}

/** A route as its clients reach it. */
export interface ServedRoute {
  key: string;
  /** The backend, by all that says where requests go and with what rights. */
  backend: string;
  /** The decision on who may call. */
  authorizer: string;
  /** The function that has to be invoked for an answer, and who decides. */
  functions: readonly string[];
  /** The roles that API Gateway has to take. */
  roles: readonly string[];
}

export const AWS = {
  api: "aws:apigatewayv2/api:Api",
  route: "aws:apigatewayv2/route:Route",
  integration: "aws:apigatewayv2/integration:Integration",
  authorizer: "aws:apigatewayv2/authorizer:Authorizer",
  deployment: "aws:apigatewayv2/deployment:Deployment",
  stage: "aws:apigatewayv2/stage:Stage",
  mapping: "aws:apigatewayv2/apiMapping:ApiMapping",
  domain: "aws:apigatewayv2/domainName:DomainName",
  rule: "aws:apigatewayv2/routingRule:RoutingRule",
  restApi: "aws:apigateway/restApi:RestApi",
  restDeployment: "aws:apigateway/deployment:Deployment",
  restStage: "aws:apigateway/stage:Stage",
  restDomain: "aws:apigateway/domainName:DomainName",
  basePathMapping: "aws:apigateway/basePathMapping:BasePathMapping",
  apiKey: "aws:apigateway/apiKey:ApiKey",
  usagePlan: "aws:apigateway/usagePlan:UsagePlan",
  usagePlanKey: "aws:apigateway/usagePlanKey:UsagePlanKey",
  permission: "aws:lambda/permission:Permission",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  certificate: "aws:acm/certificate:Certificate",
  record: "aws:route53/record:Record",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
} as const;

/** Returns an input as text; empty where it is not given. */
export function text(inputs: Properties, property: string): string {
  const value = inputs[property];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** Returns an input that is an object; empty where it is not given. */
export function object(inputs: Properties, property: string): Properties {
  const value = inputs[property];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/**
 * Returns the key that AWS has an object under: a second one of the same key is another call on the same object, or refused.
 */
export function keyOf({ type, id, inputs }: Pick<AwsObject, "type" | "id" | "inputs">): string {
  switch (type) {
    case AWS.route:
      return `${type}#${text(inputs, "apiId")}#${text(inputs, "routeKey")}`;
    case AWS.stage:
      return `${type}#${text(inputs, "apiId")}#${text(inputs, "name")}`;
    case AWS.mapping:
      return `${type}#${text(inputs, "region")}#${text(inputs, "domainName")}#${text(inputs, "apiMappingKey")}`;
    case AWS.rule:
      return `${type}#${text(inputs, "domainName")}#${text(inputs, "priority")}`;
    case AWS.domain:
    case AWS.restDomain:
      return `domain#${text(inputs, "region")}#${text(inputs, "domainName")}`;
    case AWS.usagePlanKey:
      return `${type}#${text(inputs, "usagePlanId")}#${text(inputs, "keyId")}`;
    case "aws:acm/certificateValidation:CertificateValidation":
      return `${type}#${text(inputs, "certificateArn")}`;
    case "aws:wafv2/webAclAssociation:WebAclAssociation":
      return `${type}#${text(inputs, "resourceArn")}`;
    default:
      return `${type}#${id}`;
  }
}
