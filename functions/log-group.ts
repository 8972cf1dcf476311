import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { NAMES } from "../aws/names";
import { checkRetention, DEFAULT_RETENTION_DAYS } from "../components/monitoring/retention";
import { validateOutput } from "../components/shared/problems";
import { fittingName } from "../components/shared/resource-names";
import { defined } from "../language/defined";
import type { FunctionArgs } from "./args";

/**
 * The log group of a function. Its name is the function's logical name with project and stack: the function's own name is known
 * only once the function exists.
 */
export function functionLogGroup(
  name: string,
  component: string,
  { logging = {}, tags }: FunctionArgs,
  parent: pulumi.Resource,
): cloudwatch.LogGroup {
  const { retentionInDays = DEFAULT_RETENTION_DAYS, kmsKeyId } = logging;
  const days = validateOutput<number>(component, "logging.retentionInDays", retentionInDays, checkRetention);
  const path = fittingName(`/aws/lambda/${pulumi.getProject()}-${pulumi.getStack()}-${name}`, NAMES.logGroup, 0);
  return new cloudwatch.LogGroup(
    `${name}-logs`,
    { name: path, retentionInDays: days, ...defined({ kmsKeyId, tags }) },
    // a renamed function keeps its log: another name would be another group
    { parent, ignoreChanges: ["name"] },
  );
}
