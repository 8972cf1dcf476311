import type * as pulumi from "@pulumi/pulumi";
import type { ApiRef } from "../../shared/api-ref";
import type { Problems } from "../../shared/problems";
import type { ApiDomainArgs } from "../shared/args";
import { domainPlace } from "../shared/region";
import { checkMappingPath } from "../shared/mapping-path";
import { CustomDomain } from "./custom-domain";
import { checkSettings } from "./settings";

/** Checks an API's domain, before the API has any resource. */
export function checkApiDomain(problems: Problems, domain: ApiDomainArgs, api: pulumi.Resource): void {
  const { plain } = domainPlace(api, domain.region, []);
  checkSettings(problems, domain, plain);
  checkMappingPath(problems.at("path"), domain, domain.path ?? "");
}

/** The API's own domain, mapped to its first stage. */
export function apiDomain(
  name: string,
  { path = "", ...settings }: ApiDomainArgs,
  api: ApiRef & pulumi.Resource,
): CustomDomain {
  return new CustomDomain(`${name}-domain`, { ...settings, mappings: { [path]: { api } } }, { parent: api });
}
