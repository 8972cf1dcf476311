import type * as pulumi from "@pulumi/pulumi";
import type { ApiRef } from "../../shared/api-ref";
import type { PublicAddress } from "../../http-api/args";
import type { Problem } from "../../shared/problems";
import { CustomDomain } from "./custom-domain";
import type { DomainSettings } from "../shared/domain-args";
import { domainPlace } from "../shared/domain-region";
import { mappingPathProblems } from "../shared/mapping-path";
import { settingsProblems } from "./settings-check";

/** A domain that an API has to itself; for one that several APIs share, make a CustomDomain. */
export interface ApiDomainArgs extends DomainSettings {
  /** The path of the domain that the API's first stage is under. @default the domain's root */
  path?: string;
}

/** What an API's arguments have for a domain. */
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
    publicAddress: args.publicAddress ?? { domainName, ...(path === undefined ? {} : { path }) },
    ...(closed && args.disableExecuteApiEndpoint === undefined ? { disableExecuteApiEndpoint: true } : {}),
  };
}

/** All that is wrong with an API's domain, before the API has any child. */
export function apiDomainProblems(domain: ApiDomainArgs | undefined, api: pulumi.Resource): Problem[] {
  if (domain === undefined) {
    return [];
  }
  const { plain } = domainPlace(api, domain.region, []);
  const problems = [
    ...settingsProblems(domain, plain),
    ...mappingPathProblems([domain.path ?? ""], "path").map((problem) => ({ ...problem, argument: "path" })),
  ];
  return problems.map((problem) => ({ ...problem, argument: `domain.${problem.argument}` }));
}

/** The API's own domain, mapped to its first stage. */
export function apiDomain(
  name: string,
  domain: ApiDomainArgs | undefined,
  api: ApiRef,
  parent: pulumi.Resource,
): CustomDomain | undefined {
  if (domain === undefined) {
    return undefined;
  }
  const { path = "", ...settings } = domain;
  return new CustomDomain(`${name}-domain`, { ...settings, mappings: { [path]: { api } } }, { parent });
}
