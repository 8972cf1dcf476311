import { V1, V2 } from "../../../aws/resource-types";
import { DOMAINS } from "../../facts/domains";
import { flag } from "../../pack/option";
import { stackRule } from "../../pack/rule";
import { mappingsOf } from "../../facts/mappings";

export const executeApiDisabled = stackRule({
  name: "execute-api-disabled",
  title: "The custom domain is the only door",
  description:
    "An API behind a domain with mutual TLS (or any domain, where required) does not answer on its execute-api endpoint.",
  severity: "high",
  category: "security",
  blocks: "production",
  why: "Mutual TLS is checked on the custom domain alone. On the default endpoint anybody reaches the same API without a client certificate.",
  fix: "Set disableExecuteApiEndpoint to true.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html",
  equivalents: [],
  examples: {
    fails: `const domain = new apigatewayv2.DomainName("api", {
  domainName: "api.example.com",
  domainNameConfiguration,
  mutualTlsAuthentication: { truststoreUri: "s3://trust/store.pem" },
});
const api = new apigatewayv2.Api("shop", { protocolType: "HTTP" });
new apigatewayv2.ApiMapping("shop", { apiId: api.id, domainName: domain.id, stage: live.name });`,
    passes: `const domain = new apigatewayv2.DomainName("api", {
  domainName: "api.example.com",
  domainNameConfiguration,
  mutualTlsAuthentication: { truststoreUri: "s3://trust/store.pem" },
});
const api = new apigatewayv2.Api("shop", { protocolType: "HTTP", disableExecuteApiEndpoint: true });
new apigatewayv2.ApiMapping("shop", { apiId: api.id, domainName: domain.id, stage: live.name });`,
  },
  options: { required: flag(false, "Whether every API with a custom domain must close its default endpoint.") },
  types: DOMAINS,
  check(domain, { graph, settings, reportOn }) {
    const mutual = domain.has("mutualTlsAuthentication.truststoreUri");
    if (!mutual && !settings.required) {
      return;
    }
    for (const mapping of mappingsOf(graph, domain).resources) {
      const link =
        mapping.type === V1.basePathMapping
          ? { path: "restApi", type: V1.restApi }
          : { path: "apiId", type: [V1.restApi, V2.api] };
      const api = mapping.type === V2.routingRule ? undefined : graph.find(mapping, link);
      if (api && !api.flag("disableExecuteApiEndpoint")) {
        const what = mutual ? "mutual TLS" : "a custom domain";
        reportOn(
          api,
          `${api.name} has ${what} on ${domain.maybeText("domainName") ?? domain.name} and also answers on its execute-api endpoint.`,
          "Set disableExecuteApiEndpoint to true.",
        );
      }
    }
  },
});
