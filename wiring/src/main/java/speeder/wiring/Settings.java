package speeder.wiring;

import java.nio.file.Path;

/// What a server is started with, beside its manifest's contents.
///
/// @param manifest file or folder
/// @param data folder of all that this server keeps
/// @param home where Speeder's programs are: the edge is started from there
/// @param name of this server, for the take-over fact and for people
public record Settings(Path manifest, Path data, Path home, String name) {
  Path store() {
    return data.resolve("store");
  }

  Path mirrors() {
    return data.resolve("mirrors");
  }

  Path images() {
    return data.resolve("images");
  }

  Path cluster() {
    return data.resolve("cluster");
  }

  Path edge() {
    return data.resolve("edge");
  }
}
