import { parseArn, V1, V2 } from "../aws";
import { resourceRule } from "../rule";

export const logDestinationArn = resourceRule({
  name: "log-destination-arn",
  title: "The log destination is one that API Gateway writes to",
  description:
    'The access log destination is a log group\'s ARN without ":*", or a Firehose stream whose name starts with amazon-apigateway-.',
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: "API Gateway refuses other destinations when the stage is made.",
  fix: 'Use the log group\'s ARN without ":*", or rename the Firehose stream to amazon-apigateway-....',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-logging-to-kinesis.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  accessLogSettings: { destinationArn: pulumi.interpolate\`\${logs.arn}:*\`, format },
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
    if (arn?.service === "logs" && arn.resource.startsWith("log-group:")) {
      if (destination.endsWith(":*")) {
        report(
          `The access log destination ends with ":*", which API Gateway does not take: use ${destination.slice(0, -2)}.`,
        );
      }
    } else if (arn?.service === "firehose") {
      const name = arn.resource.replace(/^deliverystream\//, "");
      if (!name.startsWith("amazon-apigateway-")) {
        report(
          `The Firehose stream ${name} does not start with amazon-apigateway-, so API Gateway refuses it: name it amazon-apigateway-${name}.`,
        );
      }
    } else {
      report(
        `The access log destination ${destination} is neither a log group nor a Firehose stream: set accessLogSettings.destinationArn to a log group's ARN.`,
      );
    }
  },
});
