import * as pulumi from "@pulumi/pulumi";
import type { ApiTarget } from "../shared/api-ref";
import { addressUrl } from "../shared/public-address";
import type { PlainWebSocketApiArgs } from "./args";

/** Returns the URL to connect to: the custom domain where the API has one, otherwise its own URL with the stage. */
export function clientUrl(api: ApiTarget, args: PlainWebSocketApiArgs, stage: string): pulumi.Output<string> {
  if (args.publicAddress === undefined) {
    return pulumi.interpolate`${api.apiEndpoint}/${stage}`;
  }
  return addressUrl(args.publicAddress, "wss");
}

/**
 * Returns the endpoint of the @connections API: the client's URL over HTTPS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function callbackUrl(url: pulumi.Output<string>): pulumi.Output<string> {
  return url.apply((address) => address.replace(/^wss:/, "https:"));
}
