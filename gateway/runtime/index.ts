export { startGateway, type Gateway, type GatewayOptions, type ServedStage } from "./gateway";
export { ISSUER_PATH, type LocalIssuer, type MintOptions, openLocalIssuer } from "./issuer/local-issuer";
export { type PlanUsage, readUsage, type UsageState, writeUsage } from "./rest/usage-ledger";
