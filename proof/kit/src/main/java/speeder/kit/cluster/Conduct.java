package speeder.kit.cluster;

/// How a container behaves once it is started.
public enum Conduct {
  SERVES,
  /// Ends at once.
  CRASHES,
  /// Runs, and never answers its ready path.
  NEVER_READY,
  /// Answers with the id of another release.
  NAMES_ANOTHER_RELEASE,
  /// Is ready, and a path of its warm-up fails.
  WARM_UP_FAILS
}
