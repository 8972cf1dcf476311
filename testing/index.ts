/** Evaluates, serves and checks a Pulumi program in tests, with no cloud and no CLI. */
export { check, type CheckedStack, type CheckOptions } from "./check";
export { evaluate, EvaluatedProgram, type FoundResource, type InputsOf, type ResourceClass } from "./evaluated-program";
export { startGateway, type TestGateway, type TestGatewayOptions, type TokenOptions } from "./test-gateway";
export type { StackOptions } from "./stack-options";
export type { Finding, Undecided } from "../cli/check/result";
