import { Config } from "@pulumi/pulumi";
import { CustomDomain, HttpApi, httpProxy, none } from "gatewright";
import { cloudflare } from "./cloudflare";

const config = new Config();
const domainName = config.require("domainName");
const shared = { defaultAuthorizer: none("a public catalogue"), disableExecuteApiEndpoint: true };

const orders = new HttpApi("orders", {
  ...shared,
  routes: { "GET /{id}": httpProxy("https://orders.example.net/{id}") },
  publicAddress: { domainName, path: "orders" },
});
const catalogue = new HttpApi("catalogue", {
  ...shared,
  routes: { "GET /items": httpProxy("https://catalogue.example.net/items") },
  publicAddress: { domainName },
});

const domain = new CustomDomain("domain", {
  domainName,
  mappings: { "": { api: catalogue }, orders: { api: orders } },
});
cloudflare(config.require("cloudflareZoneId"))(domain.dnsRecords);

export const urls = domain.urls;
export const ordersUrl = orders.url;
