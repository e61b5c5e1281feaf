package speeder.core.farm;

/// What a stage is for.
public enum StageKind {
  /// Reached by the debug header only.
  DEBUG,
  /// A share of the lane's clients, sticky by client.
  CANARY,
  /// The rest.
  MAIN
}
