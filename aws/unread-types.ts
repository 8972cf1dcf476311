/**
 * Types of other providers that are an API: of AWS Cloud Control, and of Terraform's AWS
 * provider where a program adds it (`pulumi package add terraform-provider hashicorp/aws`), whose types are named after Terraform's.
 */
export const UNREAD_APIS: string[] = [
  "aws-native:apigateway:RestApi",
  "aws-native:apigatewayv2:Api",
  "aws:index/apiGatewayRestApi:ApiGatewayRestApi",
  "aws:index/apigatewayv2Api:Apigatewayv2Api",
];
