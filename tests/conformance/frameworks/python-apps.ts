import type { FrameworkApp } from "./node-apps";

const PRELUDE = `
import base64, gzip, json
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
ZIPPED = gzip.compress(b'{"zipped":true}')
from urllib.parse import parse_qsl
`;

const powertools = (resolver: string, kind: "http" | "rest"): FrameworkApp => ({
  name: `Powertools for Python, ${resolver}`,
  needs: ["aws_lambda_powertools"],
  handler: "app.handler",
  kinds: [kind],
  limits:
    kind === "rest"
      ? { "a path and a query": "it takes names from the path, which a REST API leaves encoded" }
      : undefined,
  source: `${PRELUDE}
from aws_lambda_powertools.event_handler import ${resolver}, Response
from aws_lambda_powertools.shared.cookies import Cookie
app = ${resolver}()
def raw():
    event = app.current_event
    body = event.body or ""
    return base64.b64decode(body) if event.is_base64_encoded else body.encode()
@app.get("/hello/<name>")
def hello(name):
    return {"name": name, "q": app.current_event.get_query_string_value("q")}
@app.post("/json")
def echo():
    return {"got": app.current_event.json_body}
@app.post("/form")
def form():
    return {"got": dict(parse_qsl(raw().decode()))}
@app.post("/upload")
def upload():
    body = raw()
    return {"bytes": len(body), "named": b'filename="a.png"' in body}
@app.get("/cookies")
def cookies():
    event = app.current_event
    cookie = "; ".join(event.raw_event.get("cookies", [])) or event.headers.get("cookie")
    return Response(200, content_type="application/json", body=json.dumps({"cookie": cookie}), cookies=[Cookie("a", "1", secure=False, path="/"), Cookie("b", "2", secure=False, path="/")])
@app.get("/png")
def png():
    return Response(200, content_type="image/png", body=PNG)
@app.get("/gzip")
def zipped():
    return Response(200, content_type="application/octet-stream", body=ZIPPED, headers={"content-encoding": "gzip"})
@app.get("/redirect")
def redirect():
    return Response(302, headers={"location": "/hello/there"}, body="")
@app.get("/error")
def error():
    raise ValueError("broken")
@app.exception_handler(ValueError)
def on_error(error):
    return Response(500, content_type="application/json", body=json.dumps({"error": str(error)}))
def handler(event, context):
    return app.resolve(event, context)
`,
});

export const PYTHON_APPS: readonly FrameworkApp[] = [
  {
    name: "FastAPI by Mangum",
    needs: ["fastapi", "mangum"],
    handler: "app.handler",
    source: `${PRELUDE}
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from mangum import Mangum
app = FastAPI()
@app.get("/hello/{name}")
def hello(name: str, q: str | None = None):
    return {"name": name, "q": q}
@app.post("/json")
async def echo(request: Request):
    return {"got": await request.json()}
@app.post("/form")
async def form(request: Request):
    return {"got": dict(parse_qsl((await request.body()).decode()))}
@app.post("/upload")
async def upload(request: Request):
    body = await request.body()
    return {"bytes": len(body), "named": b'filename="a.png"' in body}
@app.get("/cookies")
def cookies(request: Request):
    response = JSONResponse({"cookie": request.headers.get("cookie")})
    response.headers.append("set-cookie", "a=1; Path=/")
    response.headers.append("set-cookie", "b=2; Path=/")
    return response
@app.get("/png")
def png():
    return Response(PNG, media_type="image/png")
@app.get("/gzip")
def zipped():
    return Response(ZIPPED, media_type="application/json", headers={"content-encoding": "gzip"})
@app.get("/redirect")
def redirect():
    return RedirectResponse("/hello/there", status_code=302)
@app.get("/error")
def error():
    raise ValueError("broken")
@app.exception_handler(ValueError)
def on_error(request, error):
    return JSONResponse({"error": str(error)}, status_code=500)
handler = Mangum(app, lifespan="off", api_gateway_base_path="/prod")
`,
  },
  powertools("APIGatewayRestResolver", "rest"),
  powertools("APIGatewayHttpResolver", "http"),
  {
    name: "Chalice",
    needs: ["chalice"],
    paths: ["/hello/{name}", "/json", "/form", "/upload", "/cookies", "/png", "/gzip", "/redirect", "/error"],
    limits: {
      "a path that it has not": "API Gateway answers it: Chalice declares each path",
      "a gzipped answer": "it takes bytes of binary types alone",
      "a path and a query": "it hands path parameters on as a REST API has them: encoded",
    },
    handler: "app.app",
    kinds: ["rest"],
    source: `${PRELUDE}
from chalice import Chalice, Response
app = Chalice(app_name="app")
app.api.binary_types = ["image/png", "multipart/form-data", "application/x-www-form-urlencoded"]
JSON = {"content-type": "application/json"}
@app.route("/hello/{name}")
def hello(name):
    return {"name": name, "q": (app.current_request.query_params or {}).get("q")}
@app.route("/json", methods=["POST"])
def echo():
    return {"got": app.current_request.json_body}
@app.route("/form", methods=["POST"], content_types=["application/x-www-form-urlencoded"])
def form():
    return {"got": dict(parse_qsl(app.current_request.raw_body.decode()))}
@app.route("/upload", methods=["POST"], content_types=["multipart/form-data"])
def upload():
    body = app.current_request.raw_body
    return {"bytes": len(body), "named": b'filename="a.png"' in body}
@app.route("/cookies")
def cookies():
    return Response({"cookie": app.current_request.headers.get("cookie")}, headers={"set-cookie": ["a=1; Path=/", "b=2; Path=/"]})
@app.route("/png")
def png():
    return Response(PNG, headers={"content-type": "image/png"})
@app.route("/gzip")
def zipped():
    return Response(ZIPPED, headers={**JSON, "content-encoding": "gzip"})
@app.route("/redirect")
def redirect():
    return Response("", status_code=302, headers={"location": "/hello/there"})
@app.route("/error")
def error():
    return Response({"error": "broken"}, status_code=500)
`,
  },
];
