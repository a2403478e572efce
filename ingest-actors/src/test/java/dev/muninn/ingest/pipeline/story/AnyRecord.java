package dev.muninn.ingest.pipeline.story;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes some valid record of a class by filling its components; for tests over whole families. */
public final class AnyRecord {
  private AnyRecord() {}

  /** The record, with a word, a one, or nothing in each component. */
  public static <T> T of(Class<T> type) {
    try {
      RecordComponent[] parts = type.getRecordComponents();
      Class<?>[] types = Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] values = Stream.of(types).map(AnyRecord::value).toArray();
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type, e);
    }
  }

  private static Object value(Class<?> type) {
    if (type == int.class) {
      return 1;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == double.class) {
      return 0.5;
    }
    if (type == String.class) {
      return "word";
    }
    if (type == Instant.class) {
      return Instant.EPOCH;
    }
    if (type == LocalDateTime.class) {
      return LocalDateTime.of(2026, 1, 1, 0, 0);
    }
    if (type == Optional.class) {
      return Optional.empty();
    }
    if (type == List.class) {
      return List.of();
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isSealed()) {
      return of(type.getPermittedSubclasses()[0]);
    }
    return idOrRecord(type);
  }

  private static Object idOrRecord(Class<?> type) {
    boolean isId =
        type.getRecordComponents().length == 1
            && type.getRecordComponents()[0].getType() == String.class;
    if (!isId) {
      return of(type);
    }
    try {
      String value = type.getSimpleName().equals("ContentHash") ? "ab".repeat(32) : "a".repeat(26);
      return type.getConstructor(String.class).newInstance(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type, e);
    }
  }
}
