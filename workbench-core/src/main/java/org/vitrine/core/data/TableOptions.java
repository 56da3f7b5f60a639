package org.vitrine.core.data;

import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// What somebody knows about a data file; null for what is to be found out.
///
/// @param encoding name of a character set
/// @param delimiter one ASCII character between cells, or `tab`
/// @param header whether the first row names the columns
public record TableOptions(
    @Nullable String encoding, @Nullable String delimiter, @Nullable Boolean header) {
  public static final TableOptions DETECT = new TableOptions(null, null, null);

  /// @throws Problem `data.charset` if Java knows no such encoding
  @Nullable Charset charset() {
    if (encoding == null) return null;
    // GB18030 holds GBK and GB 2312, and what such files call themselves is often the smaller one.
    var name = encoding.strip().toUpperCase(Locale.ROOT);
    if (name.equals("GBK") || name.equals("GB2312")) name = "GB18030";
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new Problem("data.charset", e, encoding);
    }
  }

  /// @throws Problem `data.delimiter` if it is not one ASCII character
  @Nullable Character separator() {
    if (delimiter == null) return null;
    if (delimiter.equals("\\t") || delimiter.toLowerCase(Locale.ROOT).equals("tab")) return '\t';
    if (delimiter.length() != 1 || delimiter.charAt(0) > 126 || "\"\n\r".contains(delimiter))
      throw new Problem("data.delimiter", delimiter);
    return delimiter.charAt(0);
  }
}
