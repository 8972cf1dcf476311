const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";

/** The AWS pages that the cases follow. */
export const PAGES = {
  routes: `${GUIDE}/http-api-develop-routes.html`,
  stages: `${GUIDE}/http-api-stages.html`,
  stageVariables: `${GUIDE}/http-api-stages.stage-variables.html`,
  lambda: `${GUIDE}/http-api-develop-integrations-lambda.html`,
  httpProxy: `${GUIDE}/http-api-develop-integrations-http.html`,
  integrations: `${GUIDE}/http-api-develop-integrations.html`,
  cors: `${GUIDE}/http-api-cors.html`,
  jwt: `${GUIDE}/http-api-jwt-authorizer.html`,
  jwtTrouble: `${GUIDE}/http-api-troubleshooting-jwt.html`,
  lambdaTrouble: `${GUIDE}/http-api-troubleshooting-lambda.html`,
  lambdaAuthorizer: `${GUIDE}/http-api-lambda-authorizer.html`,
  iam: `${GUIDE}/http-api-access-control-iam.html`,
  throttling: `${GUIDE}/http-api-throttling.html`,
  mapping: `${GUIDE}/http-api-parameter-mapping.html`,
  quotas: `${GUIDE}/http-api-quotas.html`,
  logging: `${GUIDE}/http-api-logging.html`,
  loggingVariables: `${GUIDE}/http-api-logging-variables.html`,
  disableEndpoint: `${GUIDE}/http-api-disable-default-endpoint.html`,
  lambdaErrors: "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html",
  lambdaLimits: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
  lambdaHandler: "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html",
} as const;
