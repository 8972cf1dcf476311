import { Provider } from "@pulumi/aws/provider";
import { Config } from "@pulumi/pulumi";
import { HttpApi, httpProxy, MultiRegionDomain, none } from "gatewright";

const config = new Config();
const domainName = config.require("domainName");
const backends = { "eu-west-1": "https://eu.backend.example.net", "us-east-1": "https://us.backend.example.net" };

/** The API of one region: the same routes, each with its region's backend. */
function regionalApi(region: keyof typeof backends): HttpApi<"GET /items" | "GET /health"> {
  const routes = {
    "GET /items": httpProxy(`${backends[region]}/items`),
    "GET /health": httpProxy(`${backends[region]}/health`),
  } as const;
  const provider = new Provider(region, { region });
  const args = { defaultAuthorizer: none("a public catalogue"), routes, publicAddress: { domainName } };
  return new HttpApi(`items-${region}`, args, { provider });
}

const domain = new MultiRegionDomain("domain", {
  domainName,
  hostedZoneId: config.require("hostedZoneId"),
  regions: { "eu-west-1": { api: regionalApi("eu-west-1") }, "us-east-1": { api: regionalApi("us-east-1") } },
  routing: "failover",
  healthCheck: { path: "/health" },
});

export const url = domain.url;
export const targets = domain.targetDomainNames;
