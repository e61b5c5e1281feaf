package speeder.core.value;

/// What a change is: that says which path it takes to be served.
public enum Kind {
  CODE,
  CONFIGURATION,
  SECURITY
}
