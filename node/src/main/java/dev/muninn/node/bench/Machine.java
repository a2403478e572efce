package dev.muninn.node.bench;

/** Where figures come from. */
public final class Machine {
  private Machine() {}

  /** System, cores and Java in a line. */
  public static String words() {
    return String.format(
        "%s %s, %d cores, %s %s",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name"),
        Runtime.version());
  }
}
