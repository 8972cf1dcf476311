import { V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const privateIntegrationTls = resourceRule({
  name: "private-integration-tls",
  title: "Private integrations check the server's name",
  description: "An integration over a VPC link has a TLS configuration with the name to verify.",
  severity: "medium",
  category: "security",
  blocks: "never",
  why: "Without tlsConfig API Gateway speaks plain HTTP to the load balancer or service.",
  fix: "Set tlsConfig.serverNameToVerify to the name in the listener's certificate.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  equivalents: ["APIGateway.10"],
  examples: {
    fails: `new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "HTTP_PROXY",
  integrationMethod: "ANY",
  connectionType: "VPC_LINK",
  connectionId: link.id,
  integrationUri: listener.arn,
});`,
    passes: `new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "HTTP_PROXY",
  integrationMethod: "ANY",
  connectionType: "VPC_LINK",
  connectionId: link.id,
  integrationUri: listener.arn,
  tlsConfig: { serverNameToVerify: "orders.example.com" },
});`,
  },
  options: {},
  types: [V2.integration],
  check(integration, { report }) {
    if (integration.text("connectionType") === "VPC_LINK" && !integration.has("tlsConfig.serverNameToVerify")) {
      report(
        `The private integration ${integration.name} speaks plain HTTP.`,
        "Set tlsConfig.serverNameToVerify to the name in the listener's certificate.",
      );
    }
  },
});
