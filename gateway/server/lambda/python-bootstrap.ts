/**
 * Runs in the `python3` process of one execution environment: JSON lines over file descriptor 3, prints go to the log.
 * Kept as text so that it ships inside dist. Error types and messages are those of AWS's Python runtime.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
 */
export const PYTHON_BOOTSTRAP = String.raw`
import asyncio, importlib, inspect, json, os, sys, time, traceback

channel_in = os.fdopen(3, "r", encoding="utf-8", closefd=False)
channel_out = os.fdopen(os.dup(3), "w", encoding="utf-8")

def post(*reply):
    channel_out.write(json.dumps(reply) + "\n")
    channel_out.flush()

class Identity:
    cognito_identity_id = None
    cognito_identity_pool_id = None

class Context:
    def __init__(self, request_id, arn, deadline):
        self.aws_request_id = request_id
        self.invoked_function_arn = arn
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = Identity()
        self.client_context = None
        self._deadline = deadline

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline - time.time() * 1000))

def post_exception(kind, error):
    post(kind, type(error).__name__, str(error), traceback.format_tb(error.__traceback__))

def load():
    name = os.environ["_HANDLER"]
    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError:
        post("fatal", "Runtime.MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name, [])
        return None
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        post("fatal", "Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, error), [])
        return None
    except SyntaxError as error:
        post("fatal", "Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, error), [])
        return None
    except Exception as error:
        post_exception("fatal", error)
        return None
    handler = getattr(module, function_name, None)
    if handler is None:
        post("fatal", "Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function_name, module_name), [])
    return handler

def main():
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    sys.stdout.reconfigure(line_buffering=True)
    handler = load()
    if handler is None:
        return
    post("ready")
    for line in channel_in:
        request_id, arn, timeout, payload, *_ = json.loads(line)
        try:
            result = handler(json.loads(payload), Context(request_id, arn, time.time() * 1000 + timeout))
        except Exception as error:
            post_exception("error", error)
            continue
        try:
            text = json.dumps(result, ensure_ascii=False)
        except Exception as error:
            post("error", "Runtime.MarshalError", "Unable to marshal response: %s" % error, [])
            continue
        sys.stdout.flush()
        post("success", text)

main()
`;
