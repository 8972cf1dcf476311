import * as pulumi from "@pulumi/pulumi";
import { addressUrl } from "../shared/public-address";
import type { StageInfo } from "../shared/urls";
import type { PlainRestApiArgs } from "./args";
import type { RestStageResources } from "./stages";

type Stages = Record<string, RestStageResources>;

/** Returns the URL of the first stage: the custom domain where the API has one, otherwise the stage's own URL. */
export function restUrl(args: PlainRestApiArgs, stages: Stages): pulumi.Output<string> {
  return args.publicAddress === undefined ? firstUrl(stages) : addressUrl(args.publicAddress);
}

/** Returns the API's own URL without a stage: AWS gives it with one. */
export function restEndpoint(stages: Stages): pulumi.Output<string> {
  // mocks of unit tests often leave it out
  return firstUrl(stages).apply((url: string | undefined) => (url ?? "").replace(/\/[^/]*$/, ""));
}

/** Returns every stage by its own URL, the first one by the API's. */
export function restStageInfos(args: PlainRestApiArgs, stages: Stages): pulumi.Output<Record<string, StageInfo>> {
  const infos = Object.entries(stages).map(([name, { stage, accessLogGroup }], index) => {
    const url = index === 0 ? restUrl(args, stages) : stage.invokeUrl;
    const group = accessLogGroup === undefined ? {} : { accessLogGroupName: accessLogGroup.name };
    return [name, pulumi.output({ url, arn: stage.arn, ...group })] as const;
  });
  return pulumi.output(Object.fromEntries(infos));
}

function firstUrl(stages: Stages): pulumi.Output<string> {
  return Object.values(stages)[0]?.stage.invokeUrl ?? pulumi.output("");
}
