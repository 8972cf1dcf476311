import { V1, V2 } from "../../../aws/resource-types";
import { flag, texts } from "../../pack/option";
import { resourceRule } from "../../pack/rule";

const LOCAL = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/i;
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cd])|\.(internal|local)$/i;

export const integrationUrl = resourceRule({
  name: "integration-url",
  title: "HTTP integrations can be reached, and over TLS",
  description: "Public HTTP integrations have an https URL, and none has a private address without a VPC link.",
  severity: "high",
  category: "security",
  blocks: "production",
  why: "API Gateway calls a public HTTP integration over the internet: over http anybody on the way reads it, and a private address or localhost is not reachable without a VPC link.",
  fix: "Use an https URL of a public host, or a VPC link for a private one.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Integration("catalogue", {
  apiId: api.id,
  integrationType: "HTTP_PROXY",
  integrationMethod: "ANY",
  integrationUri: "http://10.0.3.7/catalogue",
});`,
    passes: `new apigatewayv2.Integration("catalogue", {
  apiId: api.id,
  integrationType: "HTTP_PROXY",
  integrationMethod: "ANY",
  integrationUri: "https://catalogue.example.com/",
});`,
  },
  options: {
    localhost: flag(false, "Whether integrations may call localhost: for the local stage."),
    plain: texts([], "Hosts that may be called over http."),
  },
  types: [V1.integration, V2.integration],
  check(integration, { settings, report }) {
    const rest = integration.type === V1.integration;
    const type = integration.text(rest ? "type" : "integrationType") ?? "";
    if (!["HTTP", "HTTP_PROXY"].includes(type) || integration.text("connectionType") === "VPC_LINK") {
      return;
    }
    const url = integration.text(rest ? "uri" : "integrationUri") ?? "";
    const [, scheme = "", host = ""] = /^(https?):\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^/:?#]*)/i.exec(url) ?? [];
    if (host === "" || host.includes("${")) {
      return;
    }
    if (LOCAL.test(host)) {
      if (!settings.localhost) {
        report(
          `${integration.name} calls ${host}, which API Gateway cannot reach.`,
          "Use a public https URL, or a VPC link.",
        );
      }
    } else if (PRIVATE.test(host)) {
      report(
        `${integration.name} calls the private address ${host} without a VPC link, so API Gateway cannot reach it.`,
        "Set connectionType to VPC_LINK.",
      );
    } else if (scheme.toLowerCase() === "http" && !settings.plain.includes(host)) {
      report(`${integration.name} calls ${host} over http, which anybody on the way can read.`, `Use https://${host}.`);
    }
  },
});
