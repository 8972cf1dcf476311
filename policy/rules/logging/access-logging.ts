import { V1, V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const accessLogging = resourceRule({
  name: "access-logging",
  title: "A stage writes access logs",
  description: "Every stage has an access log destination and a format.",
  severity: "high",
  category: "security",
  blocks: "production",
  why: "Without access logs nobody can say who called, what the answer was, or why a request was refused: an HTTP API keeps no other log.",
  fix: "Set accessLogSettings.destinationArn to the ARN of a log group (or an Amazon Data Firehose stream), and accessLogSettings.format.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html",
  equivalents: ["CKV_AWS_76", "CKV_AWS_95", "AVD-AWS-0001", "AwsSolutions-APIG1", "APIGateway.9"],
  examples: {
    fails: `new apigatewayv2.Stage("live", { apiId: api.id, name: "$default", autoDeploy: true });`,
    passes: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  autoDeploy: true,
  accessLogSettings: {
    destinationArn: logs.arn,
    format: JSON.stringify({ requestId: "$context.requestId", status: "$context.status" }),
  },
});`,
  },
  options: {},
  types: [V1.stage, V2.stage],
  check(stage, { report }) {
    const missing = ["destinationArn", "format"].filter((name) => !stage.has(`accessLogSettings.${name}`));
    if (missing.length > 0) {
      report(
        `The stage ${stage.name} writes no access logs.`,
        `Set ${missing.map((name) => `accessLogSettings.${name}`).join(" and ")}.`,
      );
    }
  },
});
