package org.vitrine.core.tensor;

import java.util.Locale;

/// The element types that a weight file can hold, by the names that safetensors gives them.
public enum DType {
  F64(8),
  F32(4),
  F16(2),
  BF16(2),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U8(1),
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /// Bytes of one element.
  public int bytes() {
    return bytes;
  }

  public boolean floating() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }

  /// The name as `config.json` spells it, `float32` say.
  public String torchName() {
    return switch (this) {
      case F64 -> "float64";
      case F32 -> "float32";
      case F16 -> "float16";
      case BF16 -> "bfloat16";
      case I64 -> "int64";
      case I32 -> "int32";
      case I16 -> "int16";
      case I8 -> "int8";
      case U8 -> "uint8";
      case BOOL -> name().toLowerCase(Locale.ROOT);
    };
  }
}
