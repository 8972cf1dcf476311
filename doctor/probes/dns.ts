import { isIP } from "node:net";
import type { Network } from "../network";

/** The reason why a name gave no answer, in DNS's own terms. */
export type DnsProblem = "NXDOMAIN" | "NODATA" | "SERVFAIL" | "TIMEOUT" | "REFUSED";

export interface DnsObservation {
  name: string;
  /** The CNAME targets in the order in which they lead on; empty for address and alias records. */
  chain: string[];
  /** Sorted. */
  addresses: string[];
  /** The reason why there is no address. */
  problem?: DnsProblem;
}

const LONGEST_CHAIN = 8;

/** Follows a name's CNAME records, and reads the addresses at their end. Undefined for an address or this machine's own name. */
export async function observeDns(name: string, network: Network): Promise<DnsObservation | undefined> {
  if (isIP(name.replace(/^\[|\]$/g, "")) !== 0 || name === "localhost" || name.endsWith(".localhost")) {
    return undefined;
  }
  const chain: string[] = [];
  for (let next: string | undefined = name; next !== undefined && chain.length < LONGEST_CHAIN;) {
    next = (await ask(() => network.resolver.resolveCname(next ?? name))).values[0];
    if (next !== undefined) {
      chain.push(next.replace(/\.$/, "").toLowerCase());
    }
  }
  const [four, six] = await Promise.all([
    ask(() => network.resolver.resolve4(name)),
    ask(() => network.resolver.resolve6(name)),
  ]);
  const addresses = [...four.values, ...six.values].sort();
  const problem = addresses.length > 0 ? undefined : four.problem === "NODATA" ? six.problem : four.problem;
  return { name, chain, addresses, problem };
}

/** A CNAME record's target, as it stands. */
export async function observeCname(name: string, network: Network): Promise<{ value?: string; problem?: DnsProblem }> {
  const { values, problem } = await ask(() => network.resolver.resolveCname(name.replace(/\.$/, "")));
  return { value: values[0], problem };
}

async function ask(query: () => Promise<string[]>): Promise<{ values: string[]; problem?: DnsProblem }> {
  try {
    return { values: await query() };
  } catch (error) {
    return { values: [], problem: problemOf(error instanceof Error && "code" in error ? error.code : undefined) };
  }
}

function problemOf(code: unknown): DnsProblem {
  switch (code) {
    case "ENOTFOUND":
      return "NXDOMAIN";
    case "ENODATA":
      return "NODATA";
    case "ESERVFAIL":
      return "SERVFAIL";
    case "EREFUSED":
    case "ECONNREFUSED":
      return "REFUSED";
    default:
      return "TIMEOUT";
  }
}
