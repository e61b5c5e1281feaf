package speeder.edge;

/// Names that the edge puts on the wire.
final class Names {
  /// `lane/stage` that served.
  static final String STAGE = "Speeder-Stage";

  /// The release that the edge believes served. What did serve says so itself, in [#RELEASE].
  static final String BELIEF = "Speeder-Belief";

  /// Set by containers, passed on as it is, never set here.
  static final String RELEASE = "Speeder-Release";

  /// Code of an answer that the edge gave itself.
  static final String ERROR = "Speeder-Edge-Error";

  /// Code of what whoever asked should know of an answer that is not the edge's own.
  static final String NOTICE = "Speeder-Edge-Notice";

  /// The edge's name in Via.
  static final String VIA = "1.1 speeder";

  private Names() {}
}
