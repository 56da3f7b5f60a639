/// Files of named tensors, without knowing what the tensors mean: safetensors files, folders of shards, and the
/// initializers and nodes of ONNX files. Nothing here trusts a file: no allocation by what it claims, no path out of its
/// folder.
@NullMarked
package org.vitrine.core.weights;

import org.jspecify.annotations.NullMarked;
