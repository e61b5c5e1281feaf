package speeder.bench;

/// One thing that Speeder does, measured beside other ways of doing it.
interface Benchmark {
  String name();

  /// What is compared, in a sentence.
  String about();

  Findings run(Effort effort) throws Exception;
}
