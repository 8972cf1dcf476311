import { type Command, InvalidArgumentError, Option } from "commander";
import { type GatewayOptions, STAND_IN_MODES, type StandIn } from "../../gateway/server";
import { type LocalOptions } from "../shared/local-options";
import { collect, PROJECT_FOLDER, STACK } from "../shared/options";
import { LOG_MODES, type LogMode } from "./log";

export interface ServeOptions extends LocalOptions {
  stack?: string;
  port: number;
  host: string;
  allowHost: string[];
  watch: boolean;
  iam: NonNullable<GatewayOptions["iam"]>;
  publicHost: NonNullable<GatewayOptions["publicHost"]>;
  standIn?: StandIn;
  https: boolean;
  livePage: boolean;
  log?: LogMode;
  typeCheck?: boolean;
  /** Of every command. */
  trace?: boolean;
}

/** Adds the arguments and options of `serve`. */
export function addServeOptions(command: Command): Command {
  return command
    .argument(...PROJECT_FOLDER)
    .option(...STACK)
    .option("-p, --port <port>", "the port to listen on; 0 selects a free port", portNumber, 8080)
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option(
      "--allow-host <name>",
      "an additional host name to accept, such as that of a proxy or a container, or *.example.com; repeatable",
      collect,
      [],
    )
    .addOption(
      new Option("--public-host <host>", "the host in events: the one that the client requested, or AWS's")
        .choices(["served", "aws"])
        .default("served"),
    )
    .addOption(
      new Option("--iam <mode>", "refuse or trust all requests to routes with IAM authorization")
        .choices(["refuse", "trust"])
        .default("refuse"),
    )
    .option("--https", "serve HTTPS with a local certificate authority, as mutual TLS requires", false)
    .addOption(
      new Option(
        "--stand-in <issuers>",
        "the issuers whose tokens are signed on this machine: those that can't be reached, all, or none " +
          '(default: gatewright:local, or "unreachable")',
      ).choices(STAND_IN_MODES),
    )
    .addOption(
      new Option(
        "--log <form>",
        "the request log: readable lines with the deciding step, a JSON object per line, or none " +
          "(default: pretty on a terminal, otherwise json)",
      ).choices(LOG_MODES),
    )
    .option("--type-check", "report type errors of the program while serving it (default: on a terminal)")
    .option("--no-type-check", "do not check types")
    .option("--no-live-page", "serve no live page and no metrics; paths under /_gatewright belong to the APIs")
    .option("--no-watch", "do not reload the program when files change");
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    throw new InvalidArgumentError("expected a whole number from 0 to 65535");
  }
  return port;
}
