/** A custom domain with what it routes to. */
export interface DomainModel {
  urn: string;
  /** In small letters; a wildcard starts with `*.`. */
  domainName: string;
  region: string;
  mappings: DomainMappingModel[];
  /** In the order of their priority; tried before the mappings. */
  rules: DomainRuleModel[];
  /** Set where clients must present a certificate. */
  mutualTls?: DomainTruststoreModel;
}

/** One stage of an API under a path of the domain. */
export interface DomainMappingModel {
  /** Without slashes at its ends; empty for the root. */
  path: string;
  apiId: string;
  /** Undefined where clients name it behind the path of the mapping. */
  stage?: string;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
export interface DomainRuleModel {
  priority: number;
  /** Empty takes any path. */
  basePaths: string[];
  /** All must match; values are globs. */
  headers: { name: string; glob: string }[];
  apiId: string;
  stage: string;
  stripBasePath: boolean;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html */
export interface DomainTruststoreModel {
  truststoreUri: string;
  /** The authorities' certificates, where the graph has the object. */
  pem?: string;
}

/** The destination of a request to a domain. */
export interface DomainTarget {
  domainName: string;
  apiId: string;
  /** Undefined where the path starts with it. */
  stage?: string;
  /** The part that was removed from the path, without slashes at its ends. */
  basePath: string;
  /** The path that the API sees, percent-encoded, without query. */
  path: string;
}
