/**
 * The addresses that can call an API or a domain: `ipv4`, or `dualstack` for IPv6 as well.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-ip-address-type.html
 */
export const IpAddressType = { ipv4: "ipv4", dualstack: "dualstack" } as const;
export type IpAddressType = (typeof IpAddressType)[keyof typeof IpAddressType];
