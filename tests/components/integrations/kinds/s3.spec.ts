import { s3 } from "../../../../components";
import { describeKind } from "../describe-kind";
import { BODY, KEY, REST_CALL, ROLE } from "../kind-parts";

const BUCKET = "arn:aws:s3:::pictures";
const IN_BUCKET = { region: "eu-west-1", keyParameter: "id", keyPrefix: "in/", encryptionKeyArn: KEY };

describeKind("s3", {
  spec: () => s3(BUCKET, { action: "PutObject", region: "eu-west-1", keyParameter: "id", keyPrefix: "in/" }),
  unknown: (arn) => s3(arn, { region: arn, keyParameter: "id" }),
  route: "PUT /things/{id}",
  empty: ["integration.targetArn: pass the bucket itself", "integration.region: pass { region: bucket.region }"],
  rest: {
    ...REST_CALL,
    passthroughBehavior: "when_no_match",
    httpMethod: "PUT",
    uri: "arn:aws:apigateway:eu-west-1:s3:path/pictures/in/{key}",
    credentials: ROLE("pictures-40b9c479"),
    requestParameters: {
      "integration.request.path.key": "method.request.path.id",
      "integration.request.header.Content-Type": "method.request.header.Content-Type",
    },
    responses: {
      default: { statusCode: "200" },
      "40[34]": { statusCode: "404", responseTemplates: { "application/json": '{"message":"Not Found"}' } },
      "5\\d{2}": { statusCode: "502", responseTemplates: { "application/json": '{"message":"Bad Gateway"}' } },
    },
  },
  policy: [{ Effect: "Allow", Action: "s3:PutObject", Resource: `${BUCKET}/in/*` }],
  wildcard: "the request brings the rest of the object's key",
  roles: [
    [s3(BUCKET, IN_BUCKET), ["s3:GetObject", `${BUCKET}/in/*`], ["kms:Decrypt", KEY]],
    [
      s3(BUCKET, { ...IN_BUCKET, action: "PutObject" }),
      ["s3:PutObject", `${BUCKET}/in/*`],
      ["kms:GenerateDataKey", KEY],
    ],
    [s3(BUCKET, { ...IN_BUCKET, action: "DeleteObject" }), ["s3:DeleteObject", `${BUCKET}/in/*`]],
  ],
  answers: {
    REST: {
      status: 200,
      body: "",
      inbox: {
        service: "s3",
        operation: "PutObject",
        target: "pictures/in/7",
        parameters: {
          Bucket: "pictures",
          Key: "in/7",
          Body: BODY,
          ContentType: "application/json",
        },
      },
    },
  },
});
