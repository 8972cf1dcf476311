import { gatewayError } from "../../model/http/gateway-errors";
import type { HttpResponse } from "../../model/http/request";
import type { IssuerKeys } from "../issuer/issuer-keys";
import type { Program } from "../program";
import type { Exchange } from "./exchange";

/** Decides whether a request may go on to its integration. */
export class Authorization {
  constructor(
    readonly keys: IssuerKeys,
    private readonly iam: "refuse" | "trust",
    private readonly log: (line: string) => void,
  ) {}

  /** The refusal, or undefined; what the authorizer says of the caller is then in the exchange. */
  async authorize(_program: Program, exchange: Exchange): Promise<HttpResponse | undefined> {
    await Promise.resolve();
    switch (exchange.route?.authorizationType) {
      case "NONE":
        return undefined;
      case "AWS_IAM":
        return this.authorizeIam(exchange);
      default:
        return gatewayError("internalServerError");
    }
  }

  private authorizeIam(exchange: Exchange): HttpResponse | undefined {
    if (this.iam === "trust") {
      return undefined;
    }
    this.log(
      `${exchange.route?.routeKey}: 403, IAM authorization cannot be checked locally. To let every request through as a local caller, serve with --iam trust.`,
    );
    return gatewayError("forbidden");
  }
}
