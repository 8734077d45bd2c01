package io.horarium.step.script;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The class path of the script host. Its jars travel as resources of this module and are put on
 * disk under names made of their content: a file that is there is complete and the right one.
 */
final class HostJars {

  private static final List<String> NAMES = List.of("script-host.jar", "rhino.jar");

  private HostJars() {}

  /** Makes sure that the jars are in the folder. */
  static String classPath(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<String> paths = new ArrayList<>();
    for (String name : NAMES) {
      paths.add(extracted(folder, name).toString());
    }
    return String.join(File.pathSeparator, paths);
  }

  private static Path extracted(Path folder, String name) throws IOException {
    byte[] content;
    try (InputStream in = HostJars.class.getResourceAsStream("/script-host/" + name)) {
      if (in == null) {
        throw new IOException("This build does not hold " + name);
      }
      content = in.readAllBytes();
    }
    Path file = folder.resolve(hash(content) + "-" + name);
    // Compared, not only looked for: a file changed by hand would run as the server's user.
    if (Files.isRegularFile(file) && hash(Files.readAllBytes(file)).equals(hash(content))) {
      return file;
    }
    Path partial = Files.createTempFile(folder, name, ".partial");
    try {
      Files.write(partial, content);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      // Another node of this machine was faster.
      return file;
    } finally {
      Files.deleteIfExists(partial);
    }
    return file;
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
          .substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
