package speeder.sim;

/// A promise was broken.
final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1;

  Broken(String what) {
    super(what);
  }

  Broken(String what, Throwable why) {
    super(what, why);
  }

  static void unless(boolean kept, String what) {
    if (!kept) throw new Broken(what);
  }
}
