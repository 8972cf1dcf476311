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
    .option("-p, --port <port>", "the port to listen on; 0 takes a free one", portNumber, 8080)
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option(
      "--allow-host <name>",
      "a further host name to answer, such as that of a proxy or a container; *.example.com for all below it; repeatable",
      collect,
      [],
    )
    .addOption(
      new Option("--public-host <host>", "the host that events name: the one that a client asked for, or AWS's")
        .choices(["served", "aws"])
        .default("served"),
    )
    .addOption(
      new Option("--iam <mode>", "routes with IAM authorization: refuse every request, or trust it")
        .choices(["refuse", "trust"])
        .default("refuse"),
    )
    .option("--https", "serve HTTPS with certificates of a local authority: domains with mutual TLS need it", false)
    .addOption(
      new Option(
        "--stand-in <issuers>",
        "the issuers whose tokens are signed on this machine: those that cannot be reached, all, or none " +
          '(default: gatewright:local, or "unreachable")',
      ).choices(STAND_IN_MODES),
    )
    .addOption(
      new Option(
        "--log <form>",
        "pretty: a line for each request, with what decided; json: an object a line; off " +
          "(default: pretty on a terminal, otherwise json)",
      ).choices(LOG_MODES),
    )
    .option("--type-check", "report the type errors of the program beside serving it (default: on a terminal)")
    .option("--no-type-check", "leave the types alone")
    .option("--no-live-page", "leave the paths below /_gatewright to the APIs: no live page and no metrics")
    .option("--no-watch", "serve the program once, as it is now");
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    throw new InvalidArgumentError("expected a whole number from 0 to 65535");
  }
  return port;
}
