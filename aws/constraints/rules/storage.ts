import { type Rule, textRule } from "../rule";

const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html";

export const storageRules: readonly Rule[] = [
  textRule(
    "aws:s3/bucket:Bucket",
    "bucket",
    /^(?!xn--|sthree-|amzn-s3-demo-)(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    "3 to 63 lower-case letters, digits, dots and hyphens",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  ),
  textRule(
    "aws:dynamodb/table:Table",
    "name",
    /^(arn:.*|[a-zA-Z0-9_.-]{3,255})$/,
    "3 to 255 letters, digits, dots, hyphens and underscores",
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html",
  ),
  textRule(
    "aws:sqs/queue:Queue",
    "name",
    /^([A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\.fifo)$/,
    "1 to 80 letters, digits, hyphens and underscores",
    SQS,
  ),
  textRule(
    "aws:sns/topic:Topic",
    "name",
    /^[A-Za-z0-9_-]{1,256}(\.fifo)?$/,
    "1 to 256 letters, digits, hyphens and underscores",
    "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",
  ),
  textRule(
    "aws:secretsmanager/secret:Secret",
    "name",
    /^[\w/+=.@-]{1,512}$/,
    "1 to 512 letters, digits and /_+=.@-",
    "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
  ),
];
