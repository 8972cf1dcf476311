import * as pulumi from "@pulumi/pulumi";
import type { ApiTarget } from "../shared/api-ref";
import { addressUrl } from "../shared/public-address";
import { DEFAULT_STAGE } from "../shared/stages";
import type { StageInfo } from "../shared/urls";
import type { PlainHttpApiArgs } from "./args";
import type { StagePlan } from "./stage-plan";
import type { StageResources } from "./stages";
import { defined } from "../../language/defined";

/** Returns the URL of a stage: the custom domain where the API has one, otherwise the API's own URL. */
export function apiUrl(api: ApiTarget, args: PlainHttpApiArgs, stage: string = DEFAULT_STAGE): pulumi.Output<string> {
  return args.publicAddress === undefined ? stageUrl(api, stage) : addressUrl(args.publicAddress);
}

/** Returns every stage by its own URL, the first one by the API's. */
export function stageInfos(
  api: ApiTarget,
  { args, stages }: { args: PlainHttpApiArgs; stages: readonly StagePlan[] },
  resources: Record<string, StageResources>,
): pulumi.Output<Record<string, StageInfo>> {
  const infos = stages.map(({ name }, index) => {
    const group = resources[name]?.accessLogGroup;
    const url = index === 0 ? apiUrl(api, args, name) : stageUrl(api, name);
    return [
      name,
      defined({
        url,
        arn: resources[name]?.stage.arn ?? "",
        accessLogGroupName: group?.name,
      }),
    ];
  });
  return pulumi.output<Record<string, StageInfo>>(
    Object.fromEntries(infos) as Record<string, pulumi.Unwrap<StageInfo>>,
  );
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-publish.html */
function stageUrl(api: ApiTarget, stage: string): pulumi.Output<string> {
  return pulumi.interpolate`${api.apiEndpoint}${stage === DEFAULT_STAGE ? "" : `/${stage}`}`;
}
