import { ownValue } from "../language/own-value";
import { AUTO_NAMED, type NameRule, NAMES } from "./names";

/** The way Pulumi names a resource that the program gives no name. */
export interface AutoName {
  /** The input that gets the name. */
  property: string;
  /** The longest name that the AWS provider makes. */
  maxLength: number;
  /** The text between the logical name and the random characters. */
  separator: string;
  /** The text before the logical name, such as `alias/`. */
  start: string;
  /** Indicates whether the name has lower-case letters only. */
  lowerCase: boolean;
  /** Returns the end of the name, such as `.fifo`; empty where nothing has to be there. */
  suffix(inputs: Readonly<Record<string, unknown>>): string;
}

/** The length of the provider's names where a type has no other. */
const DEFAULT_LENGTH = 255;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const KEY_LENGTH = 1024;

function named(maxLength: number, options: Partial<AutoName> = {}): AutoName {
  return { property: "name", maxLength, separator: "-", start: "", lowerCase: false, suffix: () => "", ...options };
}

function ruled({ property, most, isLowerCase = false }: NameRule, options: Partial<AutoName> = {}): AutoName {
  return named(most, { property, lowerCase: isLowerCase, ...options });
}

/** First-in-first-out queues and topics must end in `.fifo`. */
function fifo({ fifoQueue, fifoTopic }: Readonly<Record<string, unknown>>): string {
  return (fifoQueue ?? fifoTopic) === true ? ".fifo" : "";
}

/**
 * The names that the AWS provider makes, by type, beside those that `AUTO_NAMED` has the rule of.
 * https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming
 */
const AUTO_NAMES: Readonly<Record<string, AutoName | undefined>> = {
  "aws:apigateway/apiKey:ApiKey": named(DEFAULT_LENGTH),
  "aws:apigateway/authorizer:Authorizer": named(DEFAULT_LENGTH),
  "aws:apigateway/model:Model": named(DEFAULT_LENGTH, { separator: "" }),
  "aws:apigateway/requestValidator:RequestValidator": named(DEFAULT_LENGTH),
  "aws:apigateway/restApi:RestApi": named(DEFAULT_LENGTH),
  "aws:apigateway/usagePlan:UsagePlan": named(DEFAULT_LENGTH),
  "aws:apigateway/vpcLink:VpcLink": named(DEFAULT_LENGTH),
  "aws:apigatewayv2/model:Model": named(128),
  "aws:apigatewayv2/stage:Stage": named(128),
  "aws:appautoscaling/policy:Policy": named(255),
  "aws:appconfig/application:Application": named(64),
  "aws:appconfig/configurationProfile:ConfigurationProfile": named(128),
  "aws:appconfig/environment:Environment": named(64),
  "aws:cloudfront/originAccessControl:OriginAccessControl": named(64),
  "aws:cloudwatch/eventApiDestination:EventApiDestination": named(64),
  "aws:cloudwatch/eventArchive:EventArchive": named(48),
  "aws:cloudwatch/eventConnection:EventConnection": named(64),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": named(512),
  "aws:cloudwatch/logStream:LogStream": named(512),
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": named(512),
  "aws:cloudwatch/metricAlarm:MetricAlarm": named(DEFAULT_LENGTH),
  "aws:cognito/resourceServer:ResourceServer": named(256),
  "aws:cognito/userGroup:UserGroup": named(128),
  "aws:cognito/userPool:UserPool": named(128),
  "aws:cognito/userPoolClient:UserPoolClient": named(128),
  "aws:ec2/launchTemplate:LaunchTemplate": named(125),
  "aws:ecr/repository:Repository": named(256, { lowerCase: true }),
  "aws:ecs/cluster:Cluster": named(DEFAULT_LENGTH),
  "aws:ecs/service:Service": named(255),
  "aws:iam/group:Group": named(128),
  "aws:iam/user:User": named(64),
  "aws:iam/userPolicy:UserPolicy": named(128),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": named(64),
  "aws:kinesis/stream:Stream": named(128),
  "aws:kms/alias:Alias": named(256, { start: "alias/" }),
  "aws:lambda/alias:Alias": named(128),
  "aws:route53/zone:Zone": named(DEFAULT_LENGTH),
  "aws:s3/bucketObject:BucketObject": named(KEY_LENGTH, { property: "key" }),
  "aws:s3/bucketObjectv2:BucketObjectv2": named(KEY_LENGTH, { property: "key" }),
  "aws:s3/bucketV2:BucketV2": ruled(NAMES.bucket),
  "aws:servicediscovery/httpNamespace:HttpNamespace": named(DEFAULT_LENGTH),
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": named(DEFAULT_LENGTH),
  "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace": named(DEFAULT_LENGTH),
  "aws:sfn/alias:Alias": named(80),
  "aws:sns/topic:Topic": ruled(NAMES.topic, { suffix: fifo }),
  "aws:sqs/queue:Queue": ruled(NAMES.queue, { suffix: fifo }),
  "aws:ssm/parameter:Parameter": named(2048),
  "aws:wafv2/ipSet:IpSet": named(128),
  "aws:wafv2/webAcl:WebAcl": named(128),
};

/** Returns the way Pulumi names a resource of a type; undefined for a type that gets no name, or that is not in the table. */
export function autoNameOf(type: string): AutoName | undefined {
  const rule = ownValue(AUTO_NAMED, type);
  return ownValue(AUTO_NAMES, type) ?? (rule === undefined ? undefined : ruled(rule));
}
