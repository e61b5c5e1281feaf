package speeder.git;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/// Keeps JGit from writing what it measures of the file system into the user's home.
final class OwnSettings extends SystemReader.Delegate {
  private OwnSettings(SystemReader reader) {
    super(reader);
  }

  static synchronized void install() {
    var reader = SystemReader.getInstance();
    if (!(reader instanceof OwnSettings)) SystemReader.setInstance(new OwnSettings(reader));
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS files) {
    return new InMemory(parent, files);
  }

  private static final class InMemory extends FileBasedConfig {
    InMemory(Config parent, FS files) {
      super(parent, new File("jgit-config-in-memory"), files);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
