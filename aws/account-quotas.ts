import { isRecord } from "../language/is-record";
import { closestName } from "../language/nearest-name";
import { ownValue } from "../language/own-value";
import { ACCOUNT_LIMITS, type Limit, LIMITS } from "./quotas";

/** The key of a stack's config that has the quotas of its account. */
export const QUOTAS_KEY = "gatewright:quotas";

/** A value of `gatewright:quotas` that can't be used. */
export interface QuotaProblem {
  /** Such as `gatewright:quotas.http.routes`. */
  argument: string;
  received?: unknown;
  expected: string;
  fix: string;
}

/** The quotas of an account where AWS raised them, or where it has less than the default. */
export class AccountQuotas {
  readonly problems: QuotaProblem[] = [];
  private readonly values = new Map<Limit, number>();

  /** @param config the value of `gatewright:quotas`: `{ http: { routes: 600 }, account: { throttleRate: 20000 } }` */
  constructor(config?: unknown) {
    for (const [service, quotas] of this.members(config, QUOTAS_KEY)) {
      const limits: Readonly<Record<string, Limit>> | undefined = Object.entries(LIMITS).find(
        ([name]) => name === service,
      )?.[1];
      const argument = `${QUOTAS_KEY}.${service}`;
      if (limits === undefined) {
        this.unknown(argument, service, Object.keys(LIMITS));
        continue;
      }
      for (const [name, value] of this.members(quotas, argument)) {
        this.read(`${argument}.${name}`, { name, value, limits });
      }
    }
  }

  /** Returns a limit with the account's value, which is certain: AWS refuses what is over it. */
  of(limit: Limit): Limit & { isConfigured: boolean } {
    // a region with a smaller default has one quota all the same
    const value = this.values.get(limit === ACCOUNT_LIMITS.smallerThrottleRate ? ACCOUNT_LIMITS.throttleRate : limit);
    return { ...limit, value: value ?? limit.value, isConfigured: value !== undefined };
  }

  private read(
    argument: string,
    entry: { name: string; value: unknown; limits: Readonly<Record<string, Limit>> },
  ): void {
    const { name, value, limits } = entry;
    const limit = ownValue(limits, name);
    if (limit === undefined) {
      const raised = Object.entries(limits).filter(([, { adjustable }]) => adjustable);
      this.unknown(
        argument,
        name,
        raised.map(([known]) => known),
      );
      return;
    }
    if (!limit.adjustable) {
      this.problems.push({
        argument,
        received: value,
        expected: `left out: AWS does not raise "${limit.name}" (${limit.source})`,
        fix: "remove it",
      });
      return;
    }
    const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof number === "number" && Number.isInteger(number) && number > 0) {
      this.values.set(limit, number);
    } else {
      const fix = `write the number that Service Quotas shows, such as ${limit.value}`;
      this.problems.push({ argument, received: value, expected: "a whole number from 1", fix });
    }
  }

  private members(value: unknown, argument: string): [string, unknown][] {
    if (value === undefined) {
      return [];
    }
    if (!isRecord(value)) {
      const fix = "write http: { routes: 600 }";
      this.problems.push({ argument, received: value, expected: "an object", fix });
      return [];
    }
    return Object.entries(value);
  }

  private unknown(argument: string, name: string, known: string[]): void {
    const expected = `one of ${known.join(", ")}`;
    this.problems.push({ argument, received: name, expected, fix: `write ${closestName(name, known)}` });
  }
}
