import type { Service } from "../shape";
import { acm } from "./acm";
import { apiAccess } from "./api-access";
import { apigateway } from "./apigateway";
import { apigatewayv2 } from "./apigatewayv2";
import { cloudwatch } from "./cloudwatch";
import { cognito } from "./cognito";
import { cloudfront, wafv2 } from "./edge";
import { iam } from "./iam";
import { lambda } from "./lambda";
import { loadBalancers } from "./load-balancers";
import { messaging } from "./messaging";
import { network } from "./network";
import { route53 } from "./route53";
import { secrets } from "./secrets";
import { storage } from "./storage";
import { workloads } from "./workloads";

/** Every service whose outputs are known exactly. */
export const services: readonly Service[] = [
  acm,
  apiAccess,
  apigateway,
  apigatewayv2,
  cloudfront,
  cloudwatch,
  cognito,
  iam,
  lambda,
  loadBalancers,
  messaging,
  network,
  route53,
  secrets,
  storage,
  wafv2,
  workloads,
];
