package dev.muninn.http.auth;

import java.util.List;

/** Bodies of the access routes. */
public final class AuthWire {
  private AuthWire() {}

  public record Setup(String code, String email, String password, String displayName, String org) {}

  public record Login(String email, String password) {}

  public record Refresh(String refreshToken) {}

  /** {@code expiresIn} in seconds. */
  public record Tokens(
      String accessToken,
      String refreshToken,
      long expiresIn,
      String orgId,
      String participantId) {}

  public record Me(
      String participantId,
      String email,
      String displayName,
      String role,
      List<String> scopes,
      String orgId,
      String orgName,
      List<Person> participants) {}

  public record Person(String participantId, String displayName, String role) {}
}
