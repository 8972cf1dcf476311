import { V1, V2 } from "../../../aws/resource-types";
import { isWebSocket } from "../../facts/stages";
import { flag } from "../../pack/option";
import { stackRule } from "../../pack/rule";

export const clientCertificate = stackRule({
  name: "client-certificate",
  title: "The gateway shows backends a client certificate",
  description: "Where required, REST and WebSocket stages have a client certificate.",
  severity: "low",
  category: "security",
  blocks: "never",
  why: "With a client certificate an HTTP backend can tell requests of the API from those of anybody else.",
  fix: "Set clientCertificateId to an apigateway.ClientCertificate's id.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html",
  equivalents: ["CKV2_AWS_51", "APIGateway.2"],
  examples: {
    fails: `new apigateway.Stage("live", { restApi: api.id, deployment: deployment.id, stageName: "live" });`,
    passes: `new apigateway.Stage("live", {
  restApi: api.id,
  deployment: deployment.id,
  stageName: "live",
  clientCertificateId: certificate.id,
});`,
  },
  options: { required: flag(false, "Whether every REST and WebSocket stage must have a client certificate.") },
  types: [V1.stage, V2.stage],
  check(stage, { graph, settings, report }) {
    const shows = stage.type === V1.stage || (settings.required && isWebSocket(graph, stage) === true);
    if (settings.required && shows && !stage.has("clientCertificateId")) {
      report(`The stage ${stage.name} has no client certificate for its backends.`, "Set clientCertificateId.");
    }
  },
});
