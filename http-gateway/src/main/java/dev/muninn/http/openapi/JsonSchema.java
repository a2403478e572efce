package dev.muninn.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.http.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON schemas of wire records, by reflection; each record becomes one named component. */
final class JsonSchema {
  private static final Map<Class<?>, String> NUMBERS =
      Map.of(
          int.class, "integer",
          long.class, "integer",
          Integer.class, "integer",
          Long.class, "integer",
          double.class, "number",
          Double.class, "number",
          boolean.class, "boolean",
          Boolean.class, "boolean");
  private final Map<String, ObjectNode> components = new TreeMap<>();

  /** The schemas of all records met so far, by name. */
  Map<String, ObjectNode> components() {
    return components;
  }

  ObjectNode of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    }
    if (type instanceof Class<?> plain) {
      return ofClass(plain);
    }
    throw new IllegalArgumentException("no schema for " + type);
  }

  private ObjectNode ofGeneric(ParameterizedType generic) {
    ObjectNode inner = of(generic.getActualTypeArguments()[0]);
    if (generic.getRawType() == List.class) {
      ObjectNode list = node("array");
      list.set("items", inner);
      return list;
    }
    if (generic.getRawType() == Optional.class) {
      return nullable(inner);
    }
    throw new IllegalArgumentException("no schema for " + generic);
  }

  private static ObjectNode nullable(ObjectNode inner) {
    ObjectNode either = Json.tree().createObjectNode();
    ArrayNode options = either.putArray("anyOf");
    options.add(inner);
    options.add(node("null"));
    return either;
  }

  private ObjectNode ofClass(Class<?> type) {
    if (NUMBERS.containsKey(type)) {
      return node(NUMBERS.get(type));
    }
    if (type == String.class) {
      return node("string");
    }
    if (type == Instant.class || type == OffsetDateTime.class) {
      return node("string").put("format", "date-time");
    }
    if (type == LocalDate.class) {
      return node("string").put("format", "date");
    }
    if (type.isRecord()) {
      return reference(type);
    }
    throw new IllegalArgumentException("no schema for " + type);
  }

  private ObjectNode reference(Class<?> type) {
    String name = type.getSimpleName();
    if (!components.containsKey(name)) {
      ObjectNode schema = node("object");
      components.put(name, schema);
      ObjectNode properties = schema.putObject("properties");
      Arrays.stream(type.getRecordComponents())
          .forEach(c -> properties.set(c.getName(), ofComponent(c)));
    }
    return Json.tree().createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  private ObjectNode ofComponent(RecordComponent component) {
    return of(component.getGenericType());
  }

  private static ObjectNode node(String type) {
    return Json.tree().createObjectNode().put("type", type);
  }
}
