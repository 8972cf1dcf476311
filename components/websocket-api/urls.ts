import * as pulumi from "@pulumi/pulumi";
import { defined } from "../../language/defined";
import type { ApiTarget } from "../shared/api-ref";
import { addressUrl } from "../shared/public-address";
import type { StageInfo } from "../shared/urls";
import type { PlainWebSocketApiArgs } from "./args";
import type { WebSocketStagePlan } from "./stage-plan";
import type { WebSocketStageResources } from "./stages";
import { readText } from "../shared/mocks";

/** The addresses and the log of one stage of a WebSocket API. */
export interface WebSocketStageInfo extends StageInfo {
  /** The endpoint of the @connections API for the connections of this stage: `https://...`. */
  callbackUrl: string;
}

/** Returns the URL to connect to: the custom domain where the API has one, otherwise its own URL with the stage. */
export function clientUrl(api: ApiTarget, args: PlainWebSocketApiArgs, stage = ""): pulumi.Output<string> {
  return args.publicAddress === undefined ? stageUrl(api, stage) : addressUrl(args.publicAddress, "wss");
}

/** Returns every stage by its own URL, the first one by the API's. */
export function stageInfos(
  api: ApiTarget,
  { args, stages }: { args: PlainWebSocketApiArgs; stages: readonly WebSocketStagePlan[] },
  resources: Record<string, WebSocketStageResources>,
): pulumi.Output<Record<string, WebSocketStageInfo>> {
  const infos = stages.map(({ name }, index) => {
    const url = index === 0 ? clientUrl(api, args, name) : stageUrl(api, name);
    const { stage, accessLogGroup } = resources[name] ?? {};
    const info = {
      url,
      callbackUrl: callbackUrl(url),
      arn: stage?.arn ?? "",
      accessLogGroupName: accessLogGroup?.name,
    };
    return [name, defined(info)];
  });
  return pulumi.output<Record<string, WebSocketStageInfo>>(
    Object.fromEntries(infos) as Record<string, pulumi.Unwrap<WebSocketStageInfo>>,
  );
}

/**
 * Returns the endpoint of the @connections API: the client's URL over HTTPS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function callbackUrl(url: pulumi.Output<string>): pulumi.Output<string> {
  return readText(url, (address) => address.replace(/^wss:/, "https:"));
}

function stageUrl(api: ApiTarget, stage: string): pulumi.Output<string> {
  return pulumi.interpolate`${api.apiEndpoint}/${stage}`;
}
