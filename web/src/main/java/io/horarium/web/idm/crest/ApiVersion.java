package io.horarium.web.idm.crest;

/** A version of a resource or of the protocol, such as 2.0. */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

  /** The first of everything. */
  public static final ApiVersion V1 = new ApiVersion(1, 0);

  /** The second of the scheduler. */
  public static final ApiVersion V2 = new ApiVersion(2, 0);

  @Override
  public int compareTo(ApiVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
