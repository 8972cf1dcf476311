import type * as pulumi from "@pulumi/pulumi";
import type { AppConfigFields } from "./kinds/app-config";
import type { AwsServiceFields } from "./kinds/aws-service";
import type { CloudMapFields } from "./kinds/cloud-map";
import type { DynamoDbFields } from "./kinds/dynamo-db";
import type { EventFields } from "./kinds/event-bridge";
import type { HttpProxyFields } from "./kinds/http-proxy";
import type { LambdaFields } from "./kinds/lambda";
import type { LoadBalancerFields } from "./kinds/load-balancer";
import type { PrivateFields } from "./private-integration";
import type { RestIntegrationFields } from "./rest-fields";
import type { S3Fields } from "./kinds/s3";
import type { ServiceFields } from "./service-kind";

/** The kinds of integration, each made by the factory of the same name. */
export const IntegrationKind = {
  lambda: "lambda",
  httpProxy: "httpProxy",
  lambdaCustom: "lambdaCustom",
  httpCustom: "httpCustom",
  mock: "mock",
  awsService: "awsService",
  loadBalancer: "loadBalancer",
  cloudMap: "cloudMap",
  sqs: "sqs",
  sns: "sns",
  eventBridge: "eventBridge",
  stepFunctions: "stepFunctions",
  kinesis: "kinesis",
  appConfig: "appConfig",
  dynamoDb: "dynamoDb",
  s3: "s3",
} as const;
export type IntegrationKind = (typeof IntegrationKind)[keyof typeof IntegrationKind];

/** Changes to a response of one status. */
export interface ResponseParameters {
  /** The status of the backend's response that the changes are for, 200 to 599. */
  statusCode: string;
  /** What to change, as `responseMapping` writes it. */
  mappings: Record<string, pulumi.Input<string>>;
}

/** What every kind of integration has. */
export interface IntegrationFields {
  /** Which kind of backend this is; the factories set it. */
  kind: IntegrationKind;
  /** A literal that names the integration among the API's children. @default the function's logical name, or the host */
  name?: string;
  /** What the integration is for. @default none */
  description?: pulumi.Input<string>;
  /** How long API Gateway waits for the backend, in milliseconds, 50 to 30,000. @default 30000 */
  timeoutMilliseconds?: pulumi.Input<number>;
  /** Changes to the request on its way to the backend, as `requestMapping` writes them. @default none */
  requestParameters?: Record<string, pulumi.Input<string>>;
  /** Changes to the backend's responses, by status. @default none */
  responseParameters?: ResponseParameters[];
}

/** Where a route's requests go: flat, plain data of one kind, made by a factory such as `lambda(fn)`. */
export interface IntegrationSpec
  extends
    IntegrationFields,
    LambdaFields,
    HttpProxyFields,
    AwsServiceFields,
    ServiceFields,
    EventFields,
    AppConfigFields,
    DynamoDbFields,
    S3Fields,
    PrivateFields,
    LoadBalancerFields,
    CloudMapFields,
    RestIntegrationFields {}
