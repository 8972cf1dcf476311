import * as pulumi from "@pulumi/pulumi";

/**
 * The custom domain by which clients find an API.
 *
 * @example { domainName: "api.example.com", path: "v1" }
 */
export interface PublicAddress {
  /**
   * The custom domain's name, such as `api.example.com`.
   * @example "api.example.com"
   */
  domainName: pulumi.Input<string>;
  /**
   * The path of the API mapping, such as `v1`. @default the domain's root
   * @example "v1"
   */
  path?: pulumi.Input<string>;
}

/** Returns the URL of a path of a custom domain, without a slash at the end. */
export function addressUrl({ domainName, path }: PublicAddress, scheme = "https"): pulumi.Output<string> {
  return pulumi.all([domainName, path]).apply(([domain, under = ""]) => {
    const bare = under.replace(/^\/+|\/+$/g, "");
    return `${scheme}://${domain}${bare === "" ? "" : `/${bare}`}`;
  });
}
