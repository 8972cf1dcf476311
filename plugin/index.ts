export { HttpApi } from "./http-api";
export { Authorizer, Integration } from "./parts";
export { ApiGroup, CustomDomain, MultiRegionDomain } from "./domains";
export { RestApi } from "./rest-api";
export { ApiKey } from "./api-key";
export { ApiGatewayAccount } from "../components/account/api-gateway-account";
export { UsagePlan } from "../components/usage-plans/usage-plan";
export { UsagePlans } from "../components/usage-plans/usage-plans";
