/** The SDK's own limit for one message: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/settings.ts */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

export const MESSAGE_LIMITS = {
  "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
  "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
};
