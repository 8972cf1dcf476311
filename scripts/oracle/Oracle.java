import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;
import org.apache.commons.lang.StringEscapeUtils;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.util.introspection.Info;

/**
 * Renders mapping templates with Velocity 1.7 and Jayway's JsonPath: a line of JSON in ({"template", "body"}), a line of JSON
 * out (the text, or null where rendering fails).
 *
 * A reference to nothing is the empty string, as answers recorded from AWS have it, but for the condition of an #if.
 */
public class Oracle {
  public static void main(String[] args) throws Exception {
    VelocityEngine engine = new VelocityEngine();
    engine.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
    engine.init();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Map<?, ?> row = (Map<?, ?>) JSONValue.parse(line);
      out.println(JSONValue.toJSONString(render(engine, (String) row.get("template"), (String) row.get("body"))));
    }
  }

  private static String render(VelocityEngine engine, String template, String body) {
    VelocityContext context = new VelocityContext();
    context.put("input", new Input(body));
    context.put("util", new Util());
    EventCartridge events = new EventCartridge();
    events.addEventHandler(new NothingIsEmpty());
    events.attachToContext(context);
    StringWriter text = new StringWriter();
    try {
      // a name of its own for each, so that no macro of another template is found
      engine.evaluate(context, text, "template" + System.nanoTime(), template);
      return text.toString();
    } catch (Throwable error) {
      return null;
    }
  }

  public static class Input {
    private final String body;

    Input(String body) {
      this.body = body;
    }

    public String getBody() {
      return body;
    }

    public Object path(String path) {
      try {
        return JsonPath.read((Object) document(), path);
      } catch (PathNotFoundException missing) {
        return null;
      }
    }

    public String json(String path) {
      Object value = path(path);
      return value == null ? "\"\"" : JSONValue.toJSONString(value, JSONStyle.LT_COMPRESS);
    }

    private Object document;

    private Object document() {
      if (document == null) {
        document = Configuration.defaultConfiguration().jsonProvider().parse(body);
      }
      return document;
    }
  }

  public static class Util {
    public String escapeJavaScript(String text) {
      return StringEscapeUtils.escapeJavaScript(text);
    }

    public Object parseJson(String text) {
      return Configuration.defaultConfiguration().jsonProvider().parse(text);
    }

    public String urlEncode(String text) throws Exception {
      return URLEncoder.encode(text, "UTF-8");
    }

    public String urlDecode(String text) throws Exception {
      return URLDecoder.decode(text, "UTF-8");
    }

    public String base64Encode(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public String base64Decode(String text) {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
  }

  private static class NothingIsEmpty implements InvalidReferenceEventHandler {
    public Object invalidGetMethod(Context context, String reference, Object object, String property, Info info) {
      return isCondition() ? null : "";
    }

    public boolean invalidSetMethod(Context context, String left, String right, Info info) {
      return false;
    }

    public Object invalidMethod(Context context, String reference, Object object, String method, Info info) {
      return isCondition() ? null : "";
    }

    /** Whether the reference is asked for as the condition of an #if: ASTReference.evaluate calls its execute. */
    private static boolean isCondition() {
      return StackWalker.getInstance().walk(frames -> {
        List<StackWalker.StackFrame> references = frames
            .filter(frame -> frame.getClassName().endsWith(".ASTReference"))
            .limit(2)
            .toList();
        return references.size() == 2 && references.get(1).getMethodName().equals("evaluate");
      });
    }
  }
}
