import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.fge.jackson.JsonLoader;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.ProcessingMessage;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Validates bodies with java-json-tools' json-schema-validator: a line of JSON in ({"schema", "body"}, the body as text), a line of
 * JSON out: the report's messages, each "level: text", or null where the schema can't be used.
 */
public class SchemaOracle {
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode row = JsonLoader.fromString(line);
      out.println(report(row.get("schema"), row.get("body").asText()));
    }
  }

  private static JsonNode report(JsonNode schema, String body) throws Exception {
    ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    try {
      for (ProcessingMessage message : JsonSchemaFactory.byDefault().getJsonSchema(schema).validate(JsonLoader.fromString(body))) {
        // unknown keywords are no matter of the body
        if (!message.getMessage().startsWith("the following keywords are unknown")) {
          messages.add(message.getLogLevel() + ": " + message.getMessage());
        }
      }
      return messages;
    } catch (ProcessingException unusable) {
      return JsonNodeFactory.instance.nullNode();
    }
  }
}
