package speeder.kit.sources;

import java.util.Map;
import speeder.core.source.ObjectId;
import speeder.core.source.Source;
import speeder.engine.port.Sources;
import speeder.engine.port.Trees;

class FakeSourcesTest extends SourcesContract {
  private final FakeSources fake = new FakeSources();

  @Override
  protected Sources sources() {
    return fake;
  }

  @Override
  protected Trees trees() {
    return fake;
  }

  @Override
  protected Source source(String name) {
    fake.with(name);
    return new Source(name, "file:///" + name, "master", "/" + name, false, Source.Kind.CODE);
  }

  @Override
  protected ObjectId commit(
      Source source, String branch, String subject, Map<String, String> files) {
    return fake.commit(source.name(), branch, subject, files);
  }

  @Override
  protected void lose(Source source) {
    fake.lose(source.name());
  }
}
