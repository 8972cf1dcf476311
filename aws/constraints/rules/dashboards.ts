import { DASHBOARD, QUERY_DEFINITION } from "../../resource-types";
import { dashboardProblems } from "../../dashboard-body";
import { countRule, type Rule, textRule, textsAt } from "../rule";

const BODY =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html";
const PUT_QUERY = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html";

/** The dashboards' bodies, and saved queries, which botocore's model limits alike. */
export const dashboardRules: readonly Rule[] = [
  {
    types: [DASHBOARD],
    page: BODY,
    reads: ["dashboardBody"],
    check: (inputs) =>
      textsAt(inputs, "dashboardBody").flatMap(({ path, value: body }) =>
        dashboardProblems(body).map(({ path: at, value, expected }) => ({ path: `${path}: ${at}`, value, expected })),
      ),
  },
  textRule(QUERY_DEFINITION, "name", /^[\s\S]{1,255}$/, "1 to 255 characters", PUT_QUERY),
  textRule(QUERY_DEFINITION, "queryString", /^[\s\S]{1,10000}$/, "1 to 10,000 characters", PUT_QUERY),
  countRule(QUERY_DEFINITION, "logGroupNames", 50, "log groups", PUT_QUERY),
  textRule(QUERY_DEFINITION, "logGroupNames[]", /^[.\-_/#A-Za-z0-9]{1,512}$/, "the name of a log group", PUT_QUERY),
];
