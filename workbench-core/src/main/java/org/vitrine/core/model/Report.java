package org.vitrine.core.model;

import java.util.List;

/// How a checkpoint and the tree of layers fitted together, by tensor names.
///
/// @param fresh drawn anew, because the file lacks them or holds another shape, or because everything is
/// @param missing those of them that the file lacks
/// @param unexpected what the file holds beyond the tree
public record Report(List<String> fresh, List<String> missing, List<String> unexpected) {}
