/** The endpoint of an API or a domain: in its region, at CloudFront's edge locations, or in VPC endpoints only. */
export const EndpointType = { regional: "REGIONAL", edge: "EDGE", private: "PRIVATE" } as const;
export type EndpointType = (typeof EndpointType)[keyof typeof EndpointType];

/** The endpoint access mode of an enhanced security policy: `STRICT` allows the endpoint's own names only. */
export const EndpointAccessMode = { basic: "BASIC", strict: "STRICT" } as const;
export type EndpointAccessMode = (typeof EndpointAccessMode)[keyof typeof EndpointAccessMode];
