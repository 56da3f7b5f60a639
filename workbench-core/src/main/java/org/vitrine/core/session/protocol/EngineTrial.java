package org.vitrine.core.session.protocol;

import java.util.List;

/// What an engine did in a process of its own.
///
/// @param devices on which its kernels gave the right numbers, `cpu` first
/// @param seconds from the start of the process
public record EngineTrial(String name, String libtorch, List<String> devices, double seconds) {}
