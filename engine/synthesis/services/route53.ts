import { formatArn } from "../../../aws/arn";
import type { Service } from "../shape";
import type { ResourceView } from "../view";

/**
 * Zones, records and health checks.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html (ARNs)
 */
export const route53: Service = {
  global: true,
  resources: {
    "aws:route53/zone:Zone": {
      id: (r) => `Z${r.identifiers.upper(20)}`,
      defaults: { comment: "Managed by Pulumi", forceDestroy: false },
      computed: {
        arn: (r) => formatArn({ partition: r.partition }, "route53", `hostedzone/${r.id}`),
        enableAcceleratedRecovery: () => false,
        nameServers,
        primaryNameServer: (r) => nameServers(r)[0] ?? "",
        zoneId: (r) => r.id,
      },
      tagged: true,
    },
    "aws:route53/record:Record": {
      id: (r) =>
        [r.text("zoneId"), r.text("name"), r.text("type"), r.text("setIdentifier")]
          .filter((part) => part !== "")
          .join("_"),
      computed: { allowOverwrite: () => false, fqdn },
    },
    "aws:route53/healthCheck:HealthCheck": {
      id: (r) => r.identifiers.uuid(),
      computed: {
        arn: (r) => formatArn({ partition: r.partition }, "route53", `healthcheck/${r.id}`),
        enableSni: (r) => r.text("type").startsWith("HTTPS"),
        failureThreshold: () => 3,
      },
      tagged: true,
    },
  },
};

/** Four servers, one of each top-level domain. */
function nameServers(r: ResourceView): string[] {
  return ["com", "net", "org", "co.uk"].map((top) => {
    const server = r.identifiers.number(2048, top);
    return `ns-${server}.awsdns-${String(server % 64).padStart(2, "0")}.${top}`;
  });
}

/** A record's name may leave out its zone's. */
function fqdn(r: ResourceView): string {
  const name = r.text("name").replace(/\.$/, "");
  const zone = r.related("aws:route53/zone:Zone", r.text("zoneId"))?.name;
  if (typeof zone !== "string" || name === zone || name.endsWith(`.${zone}`)) {
    return name;
  }
  return name === "" ? zone : `${name}.${zone}`;
}
