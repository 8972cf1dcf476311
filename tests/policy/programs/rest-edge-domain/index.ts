import * as acm from "@pulumi/aws/acm";
import * as apigateway from "@pulumi/aws/apigateway";
import * as cognito from "@pulumi/aws/cognito";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import { Provider } from "@pulumi/aws/provider";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

const hostname = "api.example.com";

const users = new cognito.UserPool("users");
new cognito.UserPoolClient("web", { userPoolId: users.id, explicitAuthFlows: ["ADMIN_NO_SRP_AUTH"] });
const role = new iam.Role("hello", {
  assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  managedPolicyArns: [iam.ManagedPolicy.AWSLambdaBasicExecutionRole],
});
const hello = new lambda.Function("hello", {
  runtime: "nodejs22.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("../handler"),
});

const api = new apigateway.RestApi("api");
const authorizer = new apigateway.Authorizer("users", {
  restApi: api.id,
  type: "COGNITO_USER_POOLS",
  providerArns: [users.arn],
  identitySource: "method.request.header.Authorization",
});
new lambda.Permission("hello", {
  action: "lambda:InvokeFunction",
  function: hello.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${api.executionArn}/*/*/*`,
});

interface RouteOptions {
  authorization: string;
  authorizerId?: pulumi.Input<string>;
  apiKeyRequired?: boolean;
}

function route(pathPart: string, options: RouteOptions): apigateway.Integration {
  const resource = new apigateway.Resource(pathPart, { restApi: api.id, parentId: api.rootResourceId, pathPart });
  const place = { restApi: api.id, resourceId: resource.id };
  const method = new apigateway.Method(pathPart, { ...place, httpMethod: "GET", ...options });
  return new apigateway.Integration(pathPart, {
    ...place,
    httpMethod: method.httpMethod,
    type: "AWS_PROXY",
    integrationHttpMethod: "POST",
    uri: hello.invokeArn,
  });
}

const integrations = [
  route("profile", { authorization: "COGNITO_USER_POOLS", authorizerId: authorizer.id }),
  route("partners", { authorization: "NONE", apiKeyRequired: true }),
];
const deployment = new apigateway.Deployment(
  "api",
  { restApi: api.id, triggers: { redeployment: pulumi.jsonStringify(integrations.map(({ id }) => id)) } },
  { dependsOn: integrations },
);
const stage = new apigateway.Stage("api", { restApi: api.id, deployment: deployment.id, stageName: "stage" });

const key = new apigateway.ApiKey("partner");
const plan = new apigateway.UsagePlan("partners", { apiStages: [{ apiId: api.id, stage: stage.stageName }] });
new apigateway.UsagePlanKey("partner", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });

// CloudFront, which serves edge-optimized domains, takes certificates from this region alone.
const virginia = new Provider("us-east-1", { region: "us-east-1" });
const zone = route53.getZoneOutput({ name: "example.com" });
const certificate = new acm.Certificate(
  "api",
  { domainName: hostname, validationMethod: "DNS" },
  { provider: virginia },
);
const option = certificate.domainValidationOptions[0];
const proof = new route53.Record("api-proof", {
  zoneId: zone.zoneId,
  name: option.resourceRecordName,
  type: option.resourceRecordType,
  records: [option.resourceRecordValue],
  ttl: 600,
});
const validation = new acm.CertificateValidation(
  "api",
  { certificateArn: certificate.arn, validationRecordFqdns: [proof.fqdn] },
  { provider: virginia },
);
const domain = new apigateway.DomainName("api", {
  domainName: hostname,
  certificateArn: validation.certificateArn,
});
new route53.Record("api", {
  zoneId: zone.zoneId,
  name: hostname,
  type: "A",
  aliases: [{ name: domain.cloudfrontDomainName, zoneId: domain.cloudfrontZoneId, evaluateTargetHealth: false }],
});
new apigateway.BasePathMapping("api", {
  restApi: api.id,
  stageName: stage.stageName,
  domainName: domain.domainName,
});

export const url = `https://${hostname}/`;
