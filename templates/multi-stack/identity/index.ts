import * as aws from "@pulumi/aws";

const pool = new aws.cognito.UserPool("users", { deletionProtection: "ACTIVE" });
const client = new aws.cognito.UserPoolClient("app", { userPoolId: pool.id });

export const issuer = pool.endpoint.apply((endpoint) => `https://${endpoint}`);
export const clientId = client.id;
