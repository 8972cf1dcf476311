import * as pulumi from "@pulumi/pulumi";
import type { DnsAdapter } from "gatewright";

/**
 * A record at Cloudflare. With `@pulumi/cloudflare` installed, its own `DnsRecord` does the same; without it this class
 * says to the engine all that it needs.
 */
class DnsRecord extends pulumi.CustomResource {
  constructor(name: string, args: pulumi.Inputs) {
    super("cloudflare:index/dnsRecord:DnsRecord", name, args, { version: "6.6.0" });
  }
}

/** Creates a domain's records in a zone at Cloudflare, not proxied: ACM and API Gateway have to be seen as they are. */
export function cloudflare(zoneId: string): DnsAdapter {
  return (records) => {
    for (const { purpose, label, name, type, value } of records) {
      new DnsRecord(`${purpose}-${label}`, { zoneId, name, type, content: value, ttl: 300, proxied: false });
    }
  };
}
