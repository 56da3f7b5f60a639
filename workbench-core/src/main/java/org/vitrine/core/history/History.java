package org.vitrine.core.history;

/// Placeholder line, replaced by the history author at once.
public interface History extends AutoCloseable {}
