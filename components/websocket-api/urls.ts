import * as pulumi from "@pulumi/pulumi";
import type { ApiTarget } from "../shared/api-ref";
import type { WebSocketApiArgs } from "./args";

/** Where clients connect: the custom domain where there is one, else the API's own URL with its stage. */
export function clientUrl(api: ApiTarget, args: WebSocketApiArgs, stage: string): pulumi.Output<string> {
  if (args.publicAddress === undefined) {
    return pulumi.interpolate`${api.apiEndpoint}/${stage}`;
  }
  const { domainName, path } = args.publicAddress;
  return pulumi.all([domainName, path]).apply(([domain, under = ""]) => {
    const bare = under.replace(/^\/+|\/+$/g, "");
    return `wss://${domain}${bare === "" ? "" : `/${bare}`}`;
  });
}

/**
 * The endpoint of the @connections API is the client's URL over HTTPS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function callbackUrl(url: pulumi.Output<string>): pulumi.Output<string> {
  return url.apply((address) => address.replace(/^wss:/, "https:"));
}
