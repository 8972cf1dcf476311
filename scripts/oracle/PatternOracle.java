import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.fge.jackson.JsonLoader;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Matches texts with java.util.regex: a line of JSON in ({"pattern", "text"}), a line of JSON out: whether the pattern matches all of the
 * text, or null where it is none.
 */
public class PatternOracle {
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode row = JsonLoader.fromString(line);
      out.println(matched(row.get("pattern").asText(), row.get("text").asText()));
    }
  }

  private static JsonNode matched(String pattern, String text) {
    try {
      return JsonNodeFactory.instance.booleanNode(Pattern.compile(pattern).matcher(text).matches());
    } catch (PatternSyntaxException none) {
      return JsonNodeFactory.instance.nullNode();
    }
  }
}
