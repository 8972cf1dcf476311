import type { Gateway } from "../../gateway/server";
import { targetOf, type TokenTarget } from "../shared/token-targets";

/** The Authorization headers of curl lines: a shell puts in the token that `gatewright token` prints. */
export class TokenHeaders {
  private constructor(
    private readonly targets: readonly TokenTarget[],
    private readonly accepted: ReadonlySet<string>,
    private readonly command: string,
  ) {}

  /** @param command How `gatewright token` is called for the project. */
  static async of(
    targets: readonly TokenTarget[],
    gateway: Pick<Gateway, "acceptsLocalTokens">,
    command: string,
  ): Promise<TokenHeaders> {
    const issuers = [...new Set(targets.map(({ issuer }) => issuer))];
    const accepts = await Promise.all(issuers.map((issuer) => gateway.acceptsLocalTokens(issuer)));
    return new TokenHeaders(targets, new Set(issuers.filter((_, at) => accepts[at])), command);
  }

  /** Returns whether tokens that are signed on this machine in the issuer's name are accepted. */
  accepts(issuer: string): boolean {
    return this.accepted.has(issuer);
  }

  /**
   * Returns curl's argument with a token that a route accepts; undefined where its place is no header.
   *
   * @param source Where the authorizer looks for the token: `$request.header.Authorization`, `method.request.header.Authorization`.
   */
  argument(routeKey: string, source = "$request.header.Authorization"): string | undefined {
    const name = /^(?:\$|method\.)request\.header\.(.+)$/.exec(source)?.[1];
    return name === undefined ? undefined : `-H "${name}: Bearer $(${this.commandFor(routeKey)})"`;
  }

  private commandFor(routeKey: string): string {
    const target = targetOf(routeKey, this.targets);
    return this.targets.length === 1 ? this.command : `${this.command} --route '${target?.routes[0] ?? routeKey}'`;
  }
}
