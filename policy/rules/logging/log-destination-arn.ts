import { parseArn } from "../../../aws/arn";
import { V1, V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const logDestinationArn = resourceRule({
  name: "log-destination-arn",
  title: "The log destination is one that API Gateway writes to",
  description:
    "The access log destination is a log group, or a Firehose stream whose name starts with amazon-apigateway-.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: "API Gateway takes an access log's destination of these two kinds alone, and the name of a Firehose stream must begin with amazon-apigateway-.",
  fix: "Use a log group's ARN, or rename the Firehose stream to amazon-apigateway-....",
  url: "https://docs.aws.amazon.com/apigateway/latest/api/API_AccessLogSettings.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  accessLogSettings: { destinationArn: bucket.arn, format },
});`,
    passes: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  accessLogSettings: { destinationArn: logs.arn, format },
});`,
  },
  options: {},
  types: [V1.stage, V2.stage],
  check(stage, { report }) {
    const destination = stage.text("accessLogSettings.destinationArn");
    const arn = destination === undefined ? undefined : parseArn(destination);
    if (destination === undefined) {
      return;
    }
    // The provider takes a log group's ":*" off by itself.
    if (arn?.service === "logs" && arn.resource.startsWith("log-group:")) {
      return;
    }
    if (arn?.service === "firehose") {
      const name = arn.resource.replace(/^deliverystream\//, "");
      if (!name.startsWith("amazon-apigateway-")) {
        report(
          `The Firehose stream ${name} does not start with amazon-apigateway-, as API Gateway wants it to.`,
          `Name it amazon-apigateway-${name}.`,
        );
      }
    } else {
      report(
        `The access log destination ${destination} is neither a log group nor a Firehose stream.`,
        "Set accessLogSettings.destinationArn to a log group's ARN.",
      );
    }
  },
});
