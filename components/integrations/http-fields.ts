import type * as pulumi from "@pulumi/pulumi";
import { ROUTE_METHODS } from "../../aws/route-key";
import { defined } from "../../language/defined";
import type { FieldTable } from "../shared/field-support";
import { type Expectation, type Problems, validateOutput } from "../shared/problems";
import type { RequestParameterFields } from "./fields";

/** The fields of an integration that calls a URL. */
export interface UrlFields {
  /**
   * The URL of the backend; `{name}` stands for the route's path parameter of that name.
   * @example "https://backend.example/orders/{id}"
   */
  url: pulumi.Input<string>;
}

/** The field of an integration whose backend has a certificate of an authority that API Gateway does not know. */
export interface CertificateFields {
  /**
   * Indicates whether the backend's certificate may be of any authority; its dates and its host still count. For tests alone,
   * and not with a VPC link of version 1. The local gateway looks at nothing of the certificate then. REST APIs only.
   *
   * @default false
   * @example
   * ```ts
   * httpProxy("https://staging.example/orders", { insecureSkipVerification: true });
   * ```
   * https://docs.aws.amazon.com/apigateway/latest/api/API_TlsConfig.html
   */
  insecureSkipVerification?: pulumi.Input<boolean>;
}

export const CERTIFICATE_FIELDS: FieldTable<CertificateFields> = { insecureSkipVerification: { on: ["REST"] } };

/** Returns what an integration of a REST API says of its backend's certificate. */
export function certificateProperties({ insecureSkipVerification }: CertificateFields): Record<string, unknown> {
  return defined({ tlsConfig: insecureSkipVerification === undefined ? undefined : { insecureSkipVerification } });
}

/** Returns the support of the field that a factory fills in. */
export function URL_FIELDS(factory: string): FieldTable<UrlFields> {
  return { url: { named: true, required: { expected: "a URL", fix: `use ${factory}("https://...")` } } };
}

/** Returns the URL without its scheme where it is plain: the host alone would name two backends. */
export function urlLabel({ url }: UrlFields): string | undefined {
  return typeof url === "string" ? url.replace(/^https:\/\//, "") : undefined;
}

/** Returns the URL, checked as soon as it is known. */
export function urlOf(component: string, { url }: UrlFields): pulumi.Input<string> {
  return validateOutput<string>(component, "integration.url", url, urlExpectation);
}

/** Checks a URL that is known. */
export function checkUrl(problems: Problems, { url }: UrlFields): void {
  problems.known<string>("url", url, urlExpectation);
}

/** Returns the names of the path parameters in a plain URL or path. */
export function pathParameterNames(url: pulumi.Input<string> | undefined): string[] {
  return typeof url === "string" ? [...url.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "") : [];
}

/**
 * Returns the request parameters of a REST API's integration, which name the source of each path parameter of the URL.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export function pathParameterMappings(
  url: pulumi.Input<string> | undefined,
  spec: RequestParameterFields,
): Record<string, pulumi.Input<string>> | undefined {
  const mappings = pathParameterNames(url).map(
    (name) => [`integration.request.path.${name}`, `method.request.path.${name}`] as const,
  );
  const requestParameters = { ...Object.fromEntries(mappings), ...spec.requestParameters };
  return Object.keys(requestParameters).length === 0 ? undefined : requestParameters;
}

function urlExpectation(url: string): Expectation | undefined {
  const problem = { received: url, expected: "an http or https URL, with path parameters as {name}" };
  if (!URL.canParse(url.replace(/\{[^{}]+\}/g, "x")) || hostOf(url) === "") {
    return { ...problem, fix: 'write the whole URL, such as "https://example.com/{proxy}"' };
  }
  const [, brace] = /([{}][^/?#{}]*)/.exec(url.replace(/\{[^{}]+\}/g, "x")) ?? [];
  if (brace !== undefined) {
    const name = brace.slice(1);
    return brace.startsWith("{")
      ? { ...problem, fix: `close the brace of ${JSON.stringify(brace)}: write {${name === "" ? "name" : name}}` }
      : { ...problem, fix: "open the brace that is closed: write {name}" };
  }
  if (!/^https?:\/\//.test(url)) {
    return { ...problem, fix: "start it with https://" };
  }
  return url.includes("+}")
    ? { ...problem, fix: "write {proxy} without the plus sign: only the route has it" }
    : undefined;
}

/** Checks the method that a backend is called with. */
export function checkMethod(problems: Problems, { method = "ANY" }: { method?: string }): void {
  problems.unless((ROUTE_METHODS as readonly string[]).includes(method), "method", {
    received: method,
    expected: ROUTE_METHODS.join(", "),
    fix: 'write "ANY" to keep the request\'s own method',
  });
}

function hostOf(url: string): string {
  const plain = url.replace(/\{[^{}]+\}/g, "x");
  return URL.canParse(plain) ? new URL(plain).host : "";
}
