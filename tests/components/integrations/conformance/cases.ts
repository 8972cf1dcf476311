import { http, httpCustomCase } from "./cases-http";
import { lambda, lambdaCustomCase, mockCase } from "./cases-lambda";
import { cloudMapCase, loadBalancerCase } from "./cases-private";
import { awsServiceCase, dynamoDbCase, s3Case, snsCase } from "./cases-rest-services";
import { appConfigCase, eventBridgeCase, kinesisCase, sqsCase, stepFunctionsCase } from "./cases-services";
import type { KindCases } from "./kind-case";

/** One case for each kind: the type asks for it, and so does the suite. */
export const cases: KindCases = {
  lambda,
  lambdaCustom: lambdaCustomCase,
  httpProxy: http,
  httpCustom: httpCustomCase,
  mock: mockCase,
  awsService: awsServiceCase,
  loadBalancer: loadBalancerCase,
  cloudMap: cloudMapCase,
  sqs: sqsCase,
  sns: snsCase,
  eventBridge: eventBridgeCase,
  stepFunctions: stepFunctionsCase,
  kinesis: kinesisCase,
  appConfig: appConfigCase,
  dynamoDb: dynamoDbCase,
  s3: s3Case,
};
