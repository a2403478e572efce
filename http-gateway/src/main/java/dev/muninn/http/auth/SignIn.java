package dev.muninn.http.auth;

import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.problem.Problems;
import dev.muninn.http.route.Offload;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first admin, signing in, staying signed in, signing out. */
public final class SignIn {
  private static final Logger log = LoggerFactory.getLogger(SignIn.class);
  private static final int SECRET_BYTES = 32;
  private static final int SESSION_BYTES = 16;

  private final Accounts accounts;
  private final Offload database;
  private final Passwords passwords;
  private final AccessTokens tokens;
  private final Sessions sessions;
  private final SetupCode setupCode;
  private final LoginThrottle throttle;
  private final Clock clock;
  private final Duration refreshLife;

  public SignIn(
      Accounts accounts,
      Offload database,
      Passwords passwords,
      AccessTokens tokens,
      Sessions sessions,
      SetupCode setupCode,
      LoginThrottle throttle,
      Clock clock,
      Duration refreshLife) {
    this.accounts = accounts;
    this.database = database;
    this.passwords = passwords;
    this.tokens = tokens;
    this.sessions = sessions;
    this.setupCode = setupCode;
    this.throttle = throttle;
    this.clock = clock;
    this.refreshLife = refreshLife;
  }

  /** Makes org and owner, once for ever; the code is asked for first, then the database decides. */
  public CompletionStage<AuthWire.Tokens> setup(AuthWire.Setup wish, String email) {
    return database.run(accounts::setupDone).thenCompose(done -> codeChecked(wish, email, done));
  }

  private CompletionStage<AuthWire.Tokens> codeChecked(
      AuthWire.Setup wish, String email, boolean done) {
    if (done) {
      throw new ProblemException(Problem.SETUP_CLOSED, "The first admin was made before.");
    }
    if (!setupCode.matches(wish.code())) {
      log.warn("refused a wrong setup code");
      throw new ProblemException(Problem.BAD_SETUP_CODE, "This is not the code of this server.");
    }
    Account admin =
        new Account(
            ParticipantId.random(), OrgId.random(), email, wish.displayName(), Role.OWNER, true);
    return passwords
        .hash(wish.password())
        .thenCompose(hash -> database.run(() -> created(wish.org(), admin, hash)));
  }

  private AuthWire.Tokens created(String orgName, Account admin, String hash) throws Exception {
    if (!accounts.createFirst(orgName, admin, hash)) {
      throw new ProblemException(Problem.SETUP_CLOSED, "Somebody else was first.");
    }
    setupCode.close();
    log.info("first admin made org={}", admin.org());
    return opened(admin);
  }

  /** Checks the password; takes as long for an account that does not exist. */
  public CompletionStage<AuthWire.Tokens> login(String email, String password, String address) {
    throttle.begin(email, address);
    return database
        .run(() -> accounts.credentials(email))
        .thenCompose(found -> checked(found, password))
        .thenCompose(account -> database.run(() -> signedIn(account, email, address)))
        .whenComplete((tokens, failure) -> judged(failure, email, address));
  }

  private void judged(Throwable failure, String email, String address) {
    if (failure != null && !(Problems.unwrapped(failure) instanceof ProblemException)) {
      throttle.undecided(email, address);
    }
  }

  private CompletionStage<Optional<Account>> checked(
      Optional<Accounts.Credentials> found, String password) {
    return found
        .map(f -> passwords.matches(password, f.passwordHash()))
        .orElseGet(() -> passwords.matchesNobody(password))
        .thenApply(
            good ->
                found
                    .map(Accounts.Credentials::account)
                    .filter(account -> good && account.active()));
  }

  private AuthWire.Tokens signedIn(Optional<Account> account, String email, String address)
      throws Exception {
    if (account.isEmpty()) {
      log.warn("refused a login");
      throw new ProblemException(Problem.BAD_CREDENTIALS, "Nobody signs in with these.");
    }
    throttle.succeeded(email, address);
    return opened(account.get());
  }

  private AuthWire.Tokens opened(Account account) throws Exception {
    String session = RandomTokens.next(SESSION_BYTES);
    String refresh = RandomTokens.next(SECRET_BYTES);
    accounts.openSession(
        session, account.id(), TokenHash.of(refresh), clock.instant().plus(refreshLife));
    return tokensOf(account, session, refresh);
  }

  private AuthWire.Tokens tokensOf(Account account, String session, String refresh) {
    Caller caller = new Caller(account.id(), account.org(), session, account.role().scopes());
    return new AuthWire.Tokens(
        tokens.issue(caller),
        refresh,
        tokens.life().toSeconds(),
        account.org().value(),
        account.id().value());
  }

  /** The next pair of tokens; a refresh token that was used before ends its session. */
  public CompletionStage<AuthWire.Tokens> refresh(String refreshToken) {
    return database.run(() -> rotated(refreshToken));
  }

  private AuthWire.Tokens rotated(String refreshToken) throws Exception {
    Instant now = clock.instant();
    String next = RandomTokens.next(SECRET_BYTES);
    Accounts.Rotation rotation =
        accounts.rotate(TokenHash.of(refreshToken), TokenHash.of(next), now, now.plus(refreshLife));
    if (rotation instanceof Accounts.Rotation.Rotated good) {
      return tokensOf(good.account(), good.sessionId(), next);
    }
    if (rotation instanceof Accounts.Rotation.Reused reused) {
      sessions.forget(reused.sessionId());
      log.warn("a refresh token came twice; its session is ended");
    }
    throw new ProblemException(
        Problem.BAD_TOKEN,
        "The refresh token is not valid (any more).",
        "Sign in again.",
        java.util.List.of());
  }

  /** Ends the caller's session with all its tokens. */
  public CompletionStage<Caller> logout(Caller caller) {
    return database.run(
        () -> {
          accounts.endSession(caller.sessionId());
          sessions.forget(caller.sessionId());
          return caller;
        });
  }

  /** The caller's account and org. */
  public CompletionStage<AuthWire.Me> me(Caller caller) {
    return database.run(() -> described(caller));
  }

  private AuthWire.Me described(Caller caller) throws Exception {
    java.util.List<Account> people = accounts.participants(caller.org());
    Account me =
        people.stream()
            .filter(a -> a.id().equals(caller.id()))
            .findFirst()
            .orElseThrow(() -> new ProblemException(Problem.BAD_TOKEN, "The account is gone."));
    String orgName = accounts.org(caller.org()).map(Accounts.Org::name).orElse("");
    return new AuthWire.Me(
        me.id().value(),
        me.email(),
        me.displayName(),
        me.role().word(),
        caller.scopes().stream().map(Scope::word).sorted().toList(),
        caller.org().value(),
        orgName,
        people.stream()
            .filter(Account::active)
            .map(a -> new AuthWire.Person(a.id().value(), a.displayName(), a.role().word()))
            .toList());
  }
}
