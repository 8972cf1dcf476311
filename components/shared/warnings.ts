import * as pulumi from "@pulumi/pulumi";

/** Logs a component's warnings, each on a line that names the component. */
export function logWarnings(component: string, warnings: Iterable<string>, resource: pulumi.Resource): void {
  for (const warning of warnings) {
    void pulumi.log.warn(`${component}: ${warning}`, resource);
  }
}
