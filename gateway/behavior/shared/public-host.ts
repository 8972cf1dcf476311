/** The host of a request, as events and `$context` have it. */
export interface PublicHost {
  domainName: string;
  /** @default the first label of the name */
  domainPrefix?: string;
}

/** The part of an API that its own host is made of. */
interface HostedApi {
  id: string;
  region: string;
}

/**
 * Returns the public host of a request.
 *
 * @param domain Specifies the custom domain that the request came to.
 * @param served The host that the client asked for; undefined for AWS's own.
 */
export function publicHost(
  { id, region }: HostedApi,
  domain: string | undefined,
  served: string | undefined,
): Required<PublicHost> {
  return {
    domainName: served ?? domain ?? `${id}.execute-api.${region}.amazonaws.com`,
    domainPrefix: domain?.split(".", 1)[0] ?? id,
  };
}

export function domainPrefix({ domainName, domainPrefix }: PublicHost): string {
  return domainPrefix ?? domainName.split(".", 1)[0] ?? "";
}
