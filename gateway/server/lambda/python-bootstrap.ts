/**
 * Runs in the `python3` process of one execution environment: JSON lines over file descriptor 3, prints go to the log.
 * Kept as text so that it ships inside dist. Error types and messages are those of AWS's Python runtime.
 *
 * Its comments are here, since the text ships as it is: `log_error` and `JsonFormatter` write as AWS's runtime does where the function's log is JSON;
 * `post` begins a line of its own, whatever the handler wrote there, and `post_exception` leaves out the frame of this text; `plain` does what
 * simplejson does, which AWS's runtime uses, with decimals, bytes and named tuples; `LambdaLoggerHandler` is the one that Lambda puts on the root logger.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
 */
export const PYTHON_BOOTSTRAP = String.raw`
import decimal, importlib, json, logging, os, re, sys, time, traceback, uuid

channel_in = os.fdopen(3, "r", encoding="utf-8", closefd=False)
channel_out = os.fdopen(os.dup(3), "w", encoding="utf-8")

JSON_LOG = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
SECONDS = "%Y-%m-%dT%H:%M:%SZ"

def log_error(request_id, kind, message, stack):
    error = {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": stack}
    entry = {"timestamp": time.strftime(SECONDS, time.gmtime()), "log_level": "ERROR", **error}
    sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")
    sys.stdout.flush()

def post(*reply):
    if JSON_LOG and reply[0] in ("error", "fatal"):
        log_error(LambdaLoggerHandler.request_id, *reply[1:])
    channel_out.write("\n" + json.dumps(reply) + "\n")
    channel_out.flush()

class CognitoIdentity:
    cognito_identity_id = None
    cognito_identity_pool_id = None

    def __repr__(self):
        return "CognitoIdentity([cognito_identity_id=None,cognito_identity_pool_id=None])"

class LambdaContext:
    def __init__(self, request_id, arn, deadline):
        self.aws_request_id = request_id
        self.invoked_function_arn = arn
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = CognitoIdentity()
        self.client_context = None
        self.tenant_id = None
        self._deadline = deadline

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline - time.time() * 1000))

    def w3c(self):
        return {}

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        names = "aws_request_id log_group_name log_stream_name function_name memory_limit_in_mb function_version invoked_function_arn client_context identity tenant_id"
        return "LambdaContext([%s])" % ",".join("%s=%s" % (name, getattr(self, name)) for name in names.split())

def post_exception(kind, error):
    post(kind, type(error).__name__, str(error), traceback.format_tb(error.__traceback__.tb_next))

RAW = "decimal:%s:" % uuid.uuid4()

def plain(value, above=()):
    if isinstance(value, decimal.Decimal):
        return float("nan") if value.is_nan() else RAW + str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if not isinstance(value, (dict, list, tuple)):
        return value
    if id(value) in above:
        raise ValueError("Circular reference detected")
    above = above + (id(value),)
    if isinstance(value, tuple) and callable(getattr(value, "_asdict", None)):
        value = value._asdict()
    if isinstance(value, dict):
        return {key.decode("utf-8") if isinstance(key, bytes) else key: plain(item, above) for key, item in value.items()}
    return [plain(item, above) for item in value]

def marshal(result):
    if isinstance(result, bytes):
        return result.decode("utf-8", "replace")
    return re.sub('"%s([^"]*)"' % RAW, r"\1", json.dumps(plain(result), ensure_ascii=False))

RECORD = (set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "aws_request_id"}) - {"taskName"}

class JsonFormatter(logging.Formatter):
    converter = time.gmtime

    def format(self, record):
        level = logging.getLevelName(min(50, max(0, record.levelno)) // 10 * 10)
        kind, error, stack = record.exc_info or (None, None, None)
        failed = kind is not None
        entry = {
            "timestamp": self.formatTime(record, SECONDS),
            "level": level,
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": traceback.format_tb(stack) if failed else None,
            "errorType": kind.__name__ if failed else None,
            "errorMessage": str(error) if failed else None,
            "requestId": record.aws_request_id,
            "location": "%s:%s:%s" % (record.pathname, record.funcName, record.lineno) if failed else None,
        }
        more = {key: value for key, value in vars(record).items() if key not in RECORD and key not in entry}
        return json.dumps({key: value for key, value in {**entry, **more}.items() if value is not None}, ensure_ascii=False)

class LambdaLoggerHandler(logging.StreamHandler):
    request_id = ""

    def __init__(self):
        super().__init__(sys.stdout)
        if JSON_LOG:
            self.setFormatter(JsonFormatter())
            level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "")
            logging.getLogger().setLevel("DEBUG" if level == "TRACE" else level or "NOTSET")
            return
        formatter = logging.Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
        formatter.converter = time.gmtime
        self.setFormatter(formatter)

    def emit(self, record):
        record.aws_request_id = self.request_id
        super().emit(record)

def trace_header():
    text = uuid.uuid4().hex
    return "Root=1-%08x-%s;Parent=%s;Sampled=0" % (int(time.time()), text[:24], text[16:])

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
    log = LambdaLoggerHandler()
    logging.getLogger().addHandler(log)
    handler = load()
    if handler is None:
        return
    post("ready")
    for line in channel_in:
        request_id, arn, timeout, payload, _ = json.loads(line)
        LambdaLoggerHandler.request_id = request_id
        os.environ["_X_AMZN_TRACE_ID"] = trace_header()
        try:
            result = handler(json.loads(payload), LambdaContext(request_id, arn, time.time() * 1000 + timeout))
        except Exception as error:
            post_exception("error", error)
            continue
        try:
            text = marshal(result)
        except Exception as error:
            post("error", "Runtime.MarshalError", "Unable to marshal response: %s" % error, [])
            continue
        sys.stdout.flush()
        post("success", text)

main()
`;
