import { formatArn } from "../../aws/arn";
import { wildcardMatch } from "../../aws/iam/wildcard";
import type { LogEvidence } from "../checks/failure";
import type { RouteFacts, Target } from "../target";
import type { AwsReader } from "./reader";
import { defined } from "../../language/defined";

const RECENT_MS = 5 * 60 * 1000;
const LINES = 50;

/** Returns what AWS knows of a failed request: the function's timeout and policy, and the latest lines of both logs. */
export async function readEvidence(
  reader: AwsReader,
  { api }: Target,
  route: RouteFacts | undefined,
  accessLogGroup: string | undefined,
): Promise<LogEvidence> {
  const name = route?.functionArn ?? route?.functionName;
  const [facts, access, own] = await Promise.all([
    name === undefined ? {} : readFunction(reader, name, api?.id),
    accessLogGroup === undefined ? [] : readLog(reader, accessLogGroup),
    route?.functionName === undefined ? [] : readLog(reader, `/aws/lambda/${route.functionName}`),
  ]);
  return { lines: [...own, ...access], route: facts };
}

async function readFunction(reader: AwsReader, name: string, apiId: string | undefined): Promise<Partial<RouteFacts>> {
  const sdk = await import("@aws-sdk/client-lambda");
  const client = new sdk.LambdaClient({ region: reader.region });
  const input = { FunctionName: name };
  const getConfiguration = () => client.send(new sdk.GetFunctionConfigurationCommand(input));
  const configuration = await reader.read("lambda:GetFunctionConfiguration", getConfiguration);
  // a function without a policy is one that nobody may invoke: AWS answers 404 for it
  const getPolicy = () =>
    client.send(new sdk.GetPolicyCommand(input)).catch((error: unknown) => {
      if (error instanceof sdk.ResourceNotFoundException && configuration !== undefined) {
        return { Policy: '{"Version":"2012-10-17","Statement":[]}' };
      }
      throw error;
    });
  const policy = (await reader.read("lambda:GetPolicy", getPolicy))?.Policy;
  const [, partition = "", , , account = ""] = configuration?.FunctionArn?.split(":") ?? [];
  const place = { partition, account, region: reader.region };
  return defined({
    functionTimeoutMs: configuration?.Timeout === undefined ? undefined : configuration.Timeout * 1000,
    invokePermission:
      policy === undefined || apiId === undefined
        ? undefined
        : mayInvoke(policy, formatArn(place, "execute-api", `${apiId}/*/*`))
          ? ("allowed" as const)
          : ("missing" as const),
  });
}

/** Returns whether a statement lets API Gateway invoke the function for some route of the API. */
function mayInvoke(policy: string, source: string): boolean {
  const document: unknown = JSON.parse(policy);
  const statements =
    typeof document === "object" && document !== null && "Statement" in document ? [document.Statement].flat() : [];
  return statements.some((statement) => {
    const text = JSON.stringify(statement);
    const sources = text.match(/arn:[^"]*:execute-api:[^"]*/g) ?? [];
    const ofApi = `${source.split("/")[0]}/`;
    return (
      /"Effect":"Allow"/.test(text) &&
      /"(apigateway\.amazonaws\.com|\*)"/.test(text) &&
      (sources.length === 0 || sources.some((arn) => arn.startsWith(ofApi) || wildcardMatch(arn, source)))
    );
  });
}

async function readLog(reader: AwsReader, group: string): Promise<string[]> {
  const { CloudWatchLogsClient, FilterLogEventsCommand } = await import("@aws-sdk/client-cloudwatch-logs");
  const client = new CloudWatchLogsClient({ region: reader.region });
  const query = { logGroupName: group, startTime: Date.now() - RECENT_MS, limit: LINES };
  const answer = await reader.read("logs:FilterLogEvents", () => client.send(new FilterLogEventsCommand(query)));
  return (answer?.events ?? []).flatMap(({ message }) => message ?? []);
}
