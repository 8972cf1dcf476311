import { V2 } from "../../../../aws/resource-types";
import { logDestinationArn } from "../../../../policy/rules/logging/log-destination-arn";
import { describeRule, UNKNOWN } from "../../cases";

const destination = "stage.accessLogSettings.destinationArn";

describeRule(logDestinationArn, {
  baseline: {
    stage: {
      type: V2.stage,
      props: {
        accessLogSettings: {
          destinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vendedlogs/apis/shop",
        },
      },
    },
  },
  passes: {
    "an ARN whose :* the provider takes off": {
      [destination]: "arn:aws:logs:eu-west-1:111122223333:log-group:shop:*",
    },
    "a stage without access logs": { "stage.accessLogSettings": undefined },
    "a Firehose stream of the right name": {
      [destination]: "arn:aws:firehose:eu-west-1:111122223333:deliverystream/amazon-apigateway-shop",
    },
  },
  fails: {
    "a Firehose stream of another name": [
      { [destination]: "arn:aws:firehose:eu-west-1:111122223333:deliverystream/shop" },
      /stream shop does not start with amazon-apigateway-.*\nFix: Name it amazon-apigateway-shop/,
    ],
    "a bucket": [
      { [destination]: "arn:aws:s3:::logs" },
      /arn:aws:s3:::logs is neither a log group nor a Firehose stream/,
    ],
  },
  unknown: { "a destination that is not known yet": [{ [destination]: UNKNOWN }, /destinationArn is not known/] },
});
