import * as pulumi from "@pulumi/pulumi";
import type { DnsRecordInfo } from "./args";

/** A DNS record that a domain needs. How many there are is known before anything is deployed; their texts are not. */
export interface DnsRecord {
  /** The purpose of the record. */
  purpose: "validation" | "address";
  /** A literal that tells the record from the domain's others, for logical names. */
  label: string;
  name: pulumi.Output<string>;
  type: string;
  value: pulumi.Output<string>;
}

/**
 * Creates a domain's records at a DNS service of your choice: called with `domain.dnsRecords`, it registers one resource
 * for each.
 */
export type DnsAdapter = (records: readonly DnsRecord[]) => void;

/** The records as one plain output. */
export function recordInfos(records: readonly DnsRecord[]): pulumi.Output<DnsRecordInfo[]> {
  const infos = records.map(({ purpose, name, type, value }) =>
    pulumi.all([name, value]).apply(([plainName, plainValue]) => ({
      purpose,
      name: plainName,
      type,
      value: plainValue,
    })),
  );
  return pulumi.all(infos);
}

/** Logs the records to create elsewhere as soon as they are known. The deployment waits for those of the certificate. */
export function announce(component: string, records: readonly DnsRecord[], resource: pulumi.Resource): void {
  for (const { purpose, name, type, value } of records) {
    const what =
      purpose === "validation"
        ? "to validate the certificate; the deployment waits for it"
        : "to route clients to the domain";
    pulumi.all([name, value]).apply(([plainName, plainValue]) => {
      return pulumi.log.info(`${component}: create ${plainName} ${type} ${plainValue} ${what}.`, resource);
    });
  }
}
