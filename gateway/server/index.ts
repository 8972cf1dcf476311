export { startGateway, type Gateway } from "./gateway";
export type { GatewayOptions } from "./gateway-options";
export type { ServedStage } from "./served-urls";
export { STAND_IN_MODES, type StandIn } from "./auth/issuer-keys";
export { ISSUER_PATH, type LocalIssuer, type MintOptions, openLocalIssuer } from "./auth/local-issuer";
export { LOCAL_SETTINGS_KEY, type LocalSettings, readLocalSettings } from "./private-backends/local-settings";
export { clearInbox, type InboxEntry, readInbox } from "./aws-services/inbox";
export { type PlanUsage, readUsage, type UsageState, writeUsage } from "./rest-api/usage-ledger";
export { keepTicksQuick } from "./next-tick";
