import { type Cases, type TestResource, UNKNOWN } from "../../cases";

/** The data that differs between the twins `method-authorized` and `route-authorized`. */
export interface Twin {
  /** The word for what is open: method or route. */
  noun: string;
  /** The property that authorizes it. */
  property: string;
  /** The type of the component around it. */
  component: string;
  /** A body whose operation `GET /orders` is open. */
  openBody: string;
}

/** A component that gives a reason why a route is open, as HttpApi, RestApi and WebSocketApi do. */
export function componentWith(type: string, decision: object): TestResource {
  return { type, props: { authorizationCoverage: { total: 1, authorized: 0, anonymous: 1, decisions: [decision] } } };
}

export const reasoned = {
  authorizationType: "NONE",
  decidedBy: "route",
  reason: "a public page",
  routeKeys: ["GET /a", "GET /orders"],
};

/**
 * The cases of a reason in the program, for a stack in which `list` is `GET /orders` of `api`: the reason of a component around it
 * makes the finding a note, and nothing else does.
 */
export function reasonCases({
  noun,
  property,
  component,
  openBody,
}: Twin): Required<Pick<Cases, "fails" | "unknown" | "config">> {
  const open = { [`list.${property}`]: "NONE" };
  const shop = (decision: object): TestResource => componentWith(component, decision);
  const within = (decision: object): object => ({ ...open, "list.parent": "shop", shop: shop(decision) });
  const note = /^exempted: GET \/orders is open to anybody\. Exempted: a public page\.$/;
  const finding = /^GET \/orders is open to anybody\.\nFix:/;
  return {
    fails: {
      "an open operation of a body": [{ "api.body": openBody }, /GET \/orders of the OpenAPI body is open/],
      [`as a note an open ${noun} that the program gives a reason for`]: [{ ...within(reasoned) }, note],
      [`as a note an open ${noun} in a component within the one that gives the reason`]: [
        { ...within(reasoned), "list.parent": "part", part: { type: "shop:index:Part", props: {}, parent: "shop" } },
        note,
      ],
      "as a note an operation of a body that the program gives a reason for": [
        { "api.body": openBody, "api.parent": "shop", shop: shop(reasoned) },
        /^exempted: GET \/orders of the OpenAPI body is open to anybody\. Exempted: a public page\.$/,
      ],
      [`an open ${noun} beside a component that gives a reason for another of the same name`]: [
        { ...open, shop: shop(reasoned) },
        finding,
      ],
      [`an open ${noun} where the reason is for another`]: [
        { ...within({ ...reasoned, routeKeys: ["GET /a"] }) },
        finding,
      ],
      [`an open ${noun} where the reason is blank`]: [{ ...within({ ...reasoned, reason: " " }) }, finding],
      [`an open ${noun} that the component believes to be authorized`]: [
        { ...within({ ...reasoned, authorizationType: "JWT" }) },
        finding,
      ],
    },
    unknown: {
      "a reason that is not known": [
        {
          ...open,
          "list.parent": "shop",
          shop: { type: "shop:index:Shop", props: { authorizationCoverage: UNKNOWN } },
        },
        /list: authorizationCoverage is not known/,
      ],
      "an authorization that is not known yet": [
        { [`list.${property}`]: UNKNOWN },
        new RegExp(`list: ${property} is not known`),
      ],
    },
    config: {
      [`an open ${noun} whose reason in the program is not accepted`]: [
        { ...within(reasoned) },
        { acceptReasons: false },
        new RegExp(
          `^GET /orders is open to anybody\\. The program's reason is "a public page"\\.\\nFix: Set ${property} to .*, or add "GET /orders"`,
        ),
      ],
    },
  };
}
