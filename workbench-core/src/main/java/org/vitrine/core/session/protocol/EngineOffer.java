package org.vitrine.core.session.protocol;

import java.util.List;

/// What installing an engine over the network would fetch, before anybody is asked.
///
/// @param download bytes in all; @param fetched of them here already, from an attempt that was stopped
/// @param unpacked bytes that the engine takes on the disk; @param room bytes that are needed while it is unpacked
/// @param free bytes on that disk
/// @param network whether the settings let Vitrine ask for the network
/// @param card whether a card that it is for is here, with its driver
public record EngineOffer(
    String name,
    String libtorch,
    String flavour,
    List<Item> items,
    long download,
    long fetched,
    long unpacked,
    long room,
    long free,
    boolean network,
    boolean card) {
  public record Item(String url, long bytes) {}
}
