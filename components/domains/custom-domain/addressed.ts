import type * as pulumi from "@pulumi/pulumi";
import { defined } from "../../../language/defined";
import type { PublicAddress } from "../../shared/public-address";
import type { ApiDomainArgs } from "../shared/args";

/** The arguments of an API for a domain. */
interface Addressable {
  domain?: ApiDomainArgs;
  publicAddress?: PublicAddress;
  disableExecuteApiEndpoint?: pulumi.Input<boolean>;
}

/** The arguments with what follows from the domain: the address, and no open door beside mutual TLS. */
export function addressed<T extends Addressable>(args: T): T {
  const { domain } = args;
  if (domain === undefined) {
    return args;
  }
  const { domainName, path, mutualTls } = domain;
  const closed = mutualTls !== undefined && mutualTls.allowExecuteApiEndpoint !== true;
  return {
    ...args,
    publicAddress: args.publicAddress ?? defined({ domainName, path }),
    disableExecuteApiEndpoint: args.disableExecuteApiEndpoint ?? (closed ? true : undefined),
  };
}
