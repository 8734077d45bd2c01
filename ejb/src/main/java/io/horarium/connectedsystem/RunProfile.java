package io.horarium.connectedsystem;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** One kind of run of a connected system (contract/jim.md 13). What it does cannot change. */
@Entity
@Table(name = "run_profile")
public class RunProfile {

  /** Records per transaction when the administrator says nothing. */
  public static final int DEFAULT_BATCH_SIZE = 100;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "connected_system_id")
  private ConnectedSystem system;

  @Column(nullable = false, length = 200)
  private String name;

  @Enumerated(EnumType.STRING)
  @Column(name = "run_type", nullable = false, length = 30, updatable = false)
  private RunType runType;

  @Column(name = "batch_size", nullable = false)
  private int batchSize = DEFAULT_BATCH_SIZE;

  @ManyToOne(fetch = FetchType.EAGER)
  @JoinColumn(name = "partition_id")
  private SystemPartition partition;

  @Column(name = "file_path", length = 500)
  private String filePath;

  @Column(name = "verify_hashes", nullable = false)
  private boolean verifyHashes;

  @Column(nullable = false, updatable = false)
  private Instant created;

  @Column(name = "last_updated")
  private Instant lastUpdated;

  protected RunProfile() {}

  RunProfile(ConnectedSystem system, String name, RunType runType, Instant created) {
    this.system = system;
    this.name = name;
    this.runType = runType;
    this.created = created;
  }

  void rename(String newName) {
    name = newName;
  }

  void batchesOf(int size) {
    batchSize = size;
  }

  void readPartition(SystemPartition newPartition) {
    partition = newPartition;
  }

  void readFile(String path) {
    filePath = path;
  }

  void verifyHashes(boolean verify) {
    verifyHashes = verify;
  }

  void touch(Instant now) {
    lastUpdated = now;
  }

  public int id() {
    return id;
  }

  public ConnectedSystem system() {
    return system;
  }

  public String name() {
    return name;
  }

  public RunType runType() {
    return runType;
  }

  /** Records per transaction, 1 to 10,000. */
  public int batchSize() {
    return batchSize;
  }

  /** The only partition it reads, or null: all selected ones. */
  public SystemPartition partition() {
    return partition;
  }

  /** The file it reads, or null: the one of the system's settings. */
  public String filePath() {
    return filePath;
  }

  /** Whether records with an unchanged hash are compared value by value all the same. */
  public boolean verifyHashes() {
    return verifyHashes;
  }
}
