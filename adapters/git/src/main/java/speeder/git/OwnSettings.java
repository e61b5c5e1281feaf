package speeder.git;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Lets JGit read no settings of the machine's or the user's git, so that what a farm reads does
/// not depend on somebody's home, and no git binary is looked for.
///
/// It also says how finely file systems keep time: JGit would measure that for seconds in every
/// process, and write it into the user's home.
final class OwnSettings extends SystemReader.Delegate {
  /// Twice the tick of the slowest Linux kernel clock (100 Hz): a file that changed within it is
  /// looked into again. Coarser file systems are caught by size and inode.
  private static final String TICK = "20 milliseconds";

  private static final String FILE_SYSTEM = "filesystem";

  private OwnSettings(SystemReader reader) {
    super(reader);
  }

  static synchronized void install() {
    var reader = SystemReader.getInstance();
    if (!(reader instanceof OwnSettings)) SystemReader.setInstance(new OwnSettings(reader));
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS files) {
    return new Nothing(parent, files);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS files) {
    return new Nothing(parent, files);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS files) {
    return new Nothing(parent, files);
  }

  /// Settings without a file, and with nothing in them but the tick.
  private static final class Nothing extends FileBasedConfig {
    Nothing(@Nullable Config parent, FS files) {
      super(parent, new File("no-settings"), files);
    }

    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      return section.equals(FILE_SYSTEM) ? TICK : super.getString(section, subsection, name);
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
