import { answerFaults } from "./answers";
import { certificateFaults } from "./certificates";
import { corsFaults } from "./cors";
import { dnsFaults } from "./dns";
import { issuerFaults } from "./issuers";
import { tokenFaults } from "./tokens";
import { webSocketFaults } from "./websocket";

export type { Fault } from "./fault";

export const faults = [
  ...dnsFaults,
  ...certificateFaults,
  ...issuerFaults,
  ...tokenFaults,
  ...corsFaults,
  ...answerFaults,
  ...webSocketFaults,
];
