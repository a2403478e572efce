package dev.muninn.cluster.trust;

import akka.cluster.ConfigValidation;
import akka.cluster.JoinConfigCompatChecker;
import com.typesafe.config.Config;
import java.util.List;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Asked by Akka when a node joins: both sides must be of one major version, or the one that comes
 * stays out. Named in the configuration.
 */
public final class MajorVersionChecker extends JoinConfigCompatChecker {
  private static final String MAJOR = "muninn.cluster.major-version";

  @Override
  public Seq<String> requiredKeys() {
    return CollectionConverters.asScala(List.of(MAJOR)).toList();
  }

  @Override
  public ConfigValidation check(Config toCheck, Config actual) {
    return JoinConfigCompatChecker.fullMatch(requiredKeys(), toCheck, actual);
  }
}
