package io.horarium.connectorspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is what a real parser reads. */
class DocumentJsonTest {

  private static Map<String, List<String>> parsed(String json) {
    var result = new LinkedHashMap<String, List<String>>();
    try (var reader = Json.createReader(new StringReader(json))) {
      JsonObject object = reader.readObject();
      for (String name : object.keySet()) {
        result.put(name, object.getJsonArray(name).getValuesAs(JsonString::getString));
      }
    }
    return result;
  }

  @Property
  void attributesComeBack(@ForAll("documents") Map<String, List<String>> attrs) {
    assertThat(parsed(DocumentJson.attrsJson(attrs))).isEqualTo(attrs);
    assertThat(DocumentJson.attrs(DocumentJson.attrsJson(attrs))).isEqualTo(attrs);
  }

  @Provide
  Arbitrary<Map<String, List<String>>> documents() {
    var nasty =
        Arbitraries.strings()
            .withChars("\"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028ab{}[]:,")
            .ofMaxLength(12);
    var any = Arbitraries.strings().ofMaxLength(12).filter(Storable::text);
    var text = Arbitraries.oneOf(nasty, any);
    return Arbitraries.maps(text, text.list().ofMaxSize(4)).ofMaxSize(4);
  }

  @Example
  void referencesAreKeyedById() {
    assertThat(DocumentJson.refsJson(Map.of(17, List.of("cn=a,dc=x", "b"))))
        .isEqualTo("{\"17\":[\"cn=a,dc=x\",\"b\"]}");
    assertThat(DocumentJson.refsJson(Map.of())).isEqualTo("{}");
  }

  @Example
  void nulIsRefused() {
    assertThatThrownBy(() -> DocumentJson.attrsJson(Map.of("a", List.of("x\0"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DocumentJson.attrsJson(Map.of("a", List.of("\ud800"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
