import assert from "node:assert/strict";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { expectTypeOf } from "expect-type";
import {
  type AuthorizerSpec,
  type cognitoUserPools,
  type eventBridge,
  type HttpApi,
  httpProxy,
  type iam,
  type IntegrationKind,
  type IntegrationSpec,
  type jwt,
  lambda,
  type mock,
  type none,
  type PathParameters,
  type RestApi,
  type sqs,
} from "../../components";
import type { AuthorizerWith } from "../../components/authorizers/authorizer-spec";
import type { IntegrationWith } from "../../components/integrations/integration-spec";
import type {
  IsRouteKey,
  KnownRoute,
  MalformedRouteKey,
  PathArguments,
  RouteArguments,
} from "../../components/shared/route-key-type";
import { compileErrors } from "../support/compile-errors";

const fn = lambda("arn:aws:lambda:eu-west-1:123456789012:function:f");

/** Each expectation is checked by the compiler, in `npm run lint`; at run time they do nothing. */
describe("the types of the components", () => {
  it("tell a route key from other texts", () => {
    expectTypeOf<IsRouteKey<"GET /">>().toEqualTypeOf<true>();
    expectTypeOf<IsRouteKey<"$default">>().toEqualTypeOf<true>();
    expectTypeOf<IsRouteKey<"ANY /a/{id}/{rest+}">>().toEqualTypeOf<true>();
    expectTypeOf<IsRouteKey<"get /">>().toEqualTypeOf<false>();
    expectTypeOf<IsRouteKey<"GET a">>().toEqualTypeOf<false>();
    expectTypeOf<IsRouteKey<"GET /{rest+}/a">>().toEqualTypeOf<false>();
    expectTypeOf<IsRouteKey<"GET /{id}/{id}">>().toEqualTypeOf<false>();
    expectTypeOf<IsRouteKey<"GET  /a">>().toEqualTypeOf<false>();
    expectTypeOf<IsRouteKey<string>>().toEqualTypeOf<true>();
    expectTypeOf<keyof MalformedRouteKey<"x">>().toExtend<`a route key is ${string}`>();
  });

  it("name the path parameters of a route key", () => {
    expectTypeOf<PathParameters<"GET /a/{id}/{rest+}">>().toEqualTypeOf<"id" | "rest">();
    expectTypeOf<PathParameters<"GET /a">>().toEqualTypeOf<never>();
    expectTypeOf<PathParameters<"$default">>().toEqualTypeOf<never>();
  });

  it("require exactly the path parameters in urlFor", () => {
    expectTypeOf<PathArguments<"GET /a/{id}">>().toEqualTypeOf<[parameters: Record<"id", string>]>();
    expectTypeOf<PathArguments<"GET /a">>().toEqualTypeOf<[]>();
    expectTypeOf<PathArguments<string>>().toEqualTypeOf<[parameters?: Record<string, string>]>();
    type Http = HttpApi<"GET /a/{id}" | "GET /b">;
    expectTypeOf<KnownRoute<"GET /b", "GET /a/{id}" | "GET /b">>().toEqualTypeOf<"GET /b">();
    expectTypeOf<KnownRoute<"GET /c", "GET /a/{id}" | "GET /b">>().toEqualTypeOf<"GET /a/{id}" | "GET /b">();
    expectTypeOf<RouteArguments<"GET /c", "GET /a/{id}">>().toEqualTypeOf<[parameters?: Record<string, string>]>();
    expectTypeOf<RouteArguments<"GET /a/{id}", "GET /a/{id}">>().toEqualTypeOf<[parameters: Record<"id", string>]>();
    expectTypeOf<ReturnType<Http["urlFor"]>>().toEqualTypeOf<pulumi.Output<string>>();
    expectTypeOf<ReturnType<RestApi<"GET /a/{id}">["urlFor"]>>().toEqualTypeOf<pulumi.Output<string>>();
  });

  it("name the API's routes where urlFor is asked for another one, and not the number of arguments", () => {
    const file = join(__dirname, "../../components/shared/asks-for-urls.ts");
    const text = `
import type { KnownRoute, RouteArguments } from "./route-key-type";
type Keys = "GET /a/{id}" | "GET /b";
declare function urlFor<K extends string>(key: KnownRoute<K, Keys>, ...rest: RouteArguments<K, Keys>): void;
urlFor("GET /nope");
urlFor("GET /b");
urlFor("GET /a/{id}", { id: "7" });
urlFor("GET /a/{id}");
`;
    const errors = compileErrors(new Map([[file, text]])).map((error) => error.replace(/^.*?\.ts: /, ""));
    assert.deepEqual(errors, [
      `Argument of type '"GET /nope"' is not assignable to parameter of type 'Keys'.`,
      "Expected 2 arguments, but got 1.",
    ]);
  });

  it("give each factory of integrations its own kind, whose fields are its own", () => {
    expectTypeOf(fn.kind).toEqualTypeOf<"lambda">();
    expectTypeOf(httpProxy("https://example.com").kind).toEqualTypeOf<"httpProxy">();
    expectTypeOf<ReturnType<typeof mock>["kind"]>().toEqualTypeOf<"mock">();
    expectTypeOf<ReturnType<typeof sqs>>().toExtend<IntegrationSpec>();
    expectTypeOf<IntegrationSpec["kind"]>().toEqualTypeOf<IntegrationKind>();
    expectTypeOf<IntegrationWith<"detailType">["kind"]>().toEqualTypeOf<"eventBridge">();
    expectTypeOf<ReturnType<typeof eventBridge>>().not.toHaveProperty("functionName");
  });

  it("narrow an integration and an authorizer by the kind", () => {
    expectTypeOf<Extract<IntegrationSpec, { kind: "sqs" }>>().toEqualTypeOf<ReturnType<typeof sqs>>();
    expectTypeOf<Extract<AuthorizerSpec, { kind: "jwt" }>>().toHaveProperty("issuer");
    expectTypeOf<Extract<AuthorizerSpec, { kind: "iam" }>>().not.toHaveProperty("issuer");
    expectTypeOf<AuthorizerWith<"issuer">["kind"]>().toEqualTypeOf<"jwt">();
  });

  it("give each factory of authorizers its own kind", () => {
    expectTypeOf<ReturnType<typeof jwt>["kind"]>().toEqualTypeOf<"jwt">();
    expectTypeOf<ReturnType<typeof iam>["kind"]>().toEqualTypeOf<"iam">();
    expectTypeOf<ReturnType<typeof none>["kind"]>().toEqualTypeOf<"none">();
    expectTypeOf<ReturnType<typeof cognitoUserPools>>().toExtend<AuthorizerSpec>();
  });
});
