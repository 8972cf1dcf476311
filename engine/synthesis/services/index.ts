import type { Service } from "../shape";
import { apigatewayv2 } from "./apigatewayv2";
import { cloudwatch } from "./cloudwatch";
import { iam } from "./iam";
import { lambda } from "./lambda";

/** Every service whose outputs are known exactly. */
export const services: readonly Service[] = [apigatewayv2, cloudwatch, iam, lambda];
