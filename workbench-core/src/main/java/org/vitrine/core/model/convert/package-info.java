/// Turns models in other forms into Hugging Face folders: ONNX encoders, understood by following their graph,
/// llama2.c's flat files, folders of other float types, and a classification head laid over its encoder.
@NullMarked
package org.vitrine.core.model.convert;

import org.jspecify.annotations.NullMarked;
