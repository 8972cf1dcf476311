import * as pulumi from "@pulumi/pulumi";
import { addressUrl, type StageInfo } from "../shared/urls";
import type { RestApiArgs } from "./args";
import type { RestStageNodes } from "./stages";

type Stages = Record<string, RestStageNodes>;

/** Where clients call the first stage: the custom domain where there is one, else the stage's own URL. */
export function restUrl(args: RestApiArgs, stages: Stages): pulumi.Output<string> {
  return args.publicAddress === undefined ? firstUrl(stages) : addressUrl(args.publicAddress);
}

/** The API's own URL without a stage: AWS gives it with one. */
export function restEndpoint(stages: Stages): pulumi.Output<string> {
  return firstUrl(stages).apply((url) => url.replace(/\/[^/]*$/, ""));
}

/** Every stage by its own URL; the first by the custom domain where there is one. */
export function restStageInfos(args: RestApiArgs, stages: Stages): pulumi.Output<Record<string, StageInfo>> {
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
