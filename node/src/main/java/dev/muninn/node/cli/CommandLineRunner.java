package dev.muninn.node.cli;

import dev.muninn.cluster.trust.TrustException;
import dev.muninn.node.StartException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Parses and runs a command; every failure becomes one line, never a stack trace. */
public final class CommandLineRunner {
  static final int FAILED = 1;

  private CommandLineRunner() {}

  /** The exit code: 0 done, 1 failed, 2 not understood. */
  public static int run(String[] args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new MuninnCommand());
    line.setExecutionExceptionHandler(CommandLineRunner::failed);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  private static int failed(Exception trouble, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    MuninnCommand root = (MuninnCommand) line.getCommandSpec().root().userObject();
    err.println("muninn: " + words(trouble));
    if (root.debug()) {
      trouble.printStackTrace(err);
    }
    err.flush();
    return FAILED;
  }

  private static String words(Exception trouble) {
    if (trouble instanceof CliException
        || trouble instanceof StartException
        || trouble instanceof TrustException) {
      return trouble.getMessage();
    }
    String message = trouble.getMessage();
    return Texts.printable(
        trouble.getClass().getSimpleName()
            + (message == null ? "" : ": " + message)
            + "; this is a fault of Muninn: --debug shows where, please report it");
  }
}
