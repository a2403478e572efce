package dev.muninn.http.upload;

import dev.muninn.catalog.MediaIntake;

/** The receipt of an upload. */
public record ReceiptWire(
    String mediaId,
    String blake3,
    long size,
    long sequenceNr,
    String durability,
    boolean duplicate) {

  static ReceiptWire of(MediaIntake.Receipt receipt) {
    return new ReceiptWire(
        receipt.mediaId().value(),
        receipt.hash().value(),
        receipt.size(),
        receipt.sequenceNr(),
        "synced",
        receipt.duplicate());
  }
}
