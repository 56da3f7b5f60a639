package org.vitrine.core.model.convert;

import static org.vitrine.core.weights.OnnxBytes.floats;
import static org.vitrine.core.weights.OnnxBytes.longs;
import static org.vitrine.core.weights.OnnxBytes.node;
import static org.vitrine.core.weights.OnnxBytes.number;
import static org.vitrine.core.weights.OnnxBytes.tensor;
import static org.vitrine.core.weights.OnnxBytes.whole;
import static org.vitrine.core.weights.OnnxBytes.wholes;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.vitrine.core.weights.OnnxBytes;
import org.vitrine.core.weights.Weights;

/// Writes a BERT checkpoint as an ONNX graph in the manner of two exporters: everything spelt out from small operations,
/// as older PyTorch does, or one node a layer, as newer ones do. Names say nothing in either.
final class TinyBert {
  private final Weights weights;
  private final boolean spelt;
  private final int heads;
  private final int width;
  private final List<Consumer<OnnxBytes>> nodes = new ArrayList<>();
  private final List<Consumer<OnnxBytes>> initializers = new ArrayList<>();
  private int count;

  private TinyBert(Weights weights, boolean spelt, int heads, int width) {
    this.weights = weights;
    this.spelt = spelt;
    this.heads = heads;
    this.width = width;
  }

  /// @param more nodes and initializers to be added; gets the name of the last hidden state
  static byte[] onnx(Weights weights, int heads, int width, boolean spelt, More more) {
    var made = new TinyBert(weights, spelt, heads, width);
    var last = made.encoder();
    more.add(made, last);
    return OnnxBytes.model(to -> {
      made.nodes.forEach(each -> to.message(1, each));
      made.initializers.forEach(each -> to.message(5, each));
      for (var input : List.of("input_ids", "attention_mask", "token_type_ids"))
        to.message(11, in -> in.text(1, input));
      to.message(12, out -> out.text(1, last));
    });
  }

  interface More {
    void add(TinyBert graph, String last);
  }

  @SafeVarargs
  final String op(String operation, List<String> inputs, Consumer<OnnxBytes>... attributes) {
    var output = "v" + count++;
    nodes.add(node("", operation, inputs, output, attributes));
    return output;
  }

  private String scalar(float value) {
    return op("Constant", List.of(), tensor("value", tensor("", 1, List.of(), floats(value))));
  }

  private String whole64(long... values) {
    return op(
        "Constant",
        List.of(),
        tensor("value", tensor("", 7, List.of((long) values.length), longs(values))));
  }

  /// A learnt tensor under a name without meaning.
  private String learnt(String name) {
    var info = weights.find(name).orElseThrow();
    var raw = weights.bytes(name).toArray(ValueLayout.JAVA_BYTE);
    return initializer(info.shape(), raw);
  }

  String initializer(List<Long> shape, byte[] raw) {
    var called = "onnx::" + count++;
    initializers.add(tensor(called, 1, shape, raw));
    return called;
  }

  /// The same, stored the other way round.
  private String turned(String name) {
    var shape = weights.find(name).orElseThrow().shape();
    int rows = shape.getFirst().intValue();
    int columns = shape.getLast().intValue();
    var from = weights.bytes(name);
    var values = new float[rows * columns];
    for (int row = 0; row < rows; row++)
      for (int column = 0; column < columns; column++)
        values[column * rows + row] =
            from.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4L * (row * columns + column));
    return initializer(shape.reversed(), floats(values));
  }

  String linear(String x, String at) {
    var bias = learnt(at + ".bias");
    if (spelt) return op("Add", List.of(bias, op("MatMul", List.of(x, turned(at + ".weight")))));
    if (at.contains("output"))
      return op("Gemm", List.of(x, learnt(at + ".weight"), bias), whole("transB", 1));
    var weight =
        op(
            "Transpose",
            List.of(op("Identity", List.of(learnt(at + ".weight")))),
            wholes("perm", 1, 0));
    return op("Add", List.of(op("MatMul", List.of(x, weight)), bias));
  }

  private String norm(String x, String at) {
    var weight = learnt(at + ".weight");
    var bias = learnt(at + ".bias");
    if (!spelt)
      return op(
          "LayerNormalization",
          List.of(x, weight, bias),
          whole("axis", -1),
          number("epsilon", 1e-12f));
    var centred = op("Sub", List.of(x, op("ReduceMean", List.of(x), wholes("axes", -1))));
    var squares =
        op("ReduceMean", List.of(op("Pow", List.of(centred, scalar(2)))), wholes("axes", -1));
    var root = op("Sqrt", List.of(op("Add", List.of(squares, scalar(1e-12f)))));
    return op("Add", List.of(op("Mul", List.of(op("Div", List.of(centred, root)), weight)), bias));
  }

  private String activation(String x) {
    if (!spelt) return op("Gelu", List.of(x));
    var erf = op("Erf", List.of(op("Div", List.of(x, scalar((float) Math.sqrt(2))))));
    var gate = op("Add", List.of(erf, scalar(1)));
    return op("Mul", List.of(op("Mul", List.of(x, gate)), scalar(0.5f)));
  }

  private String split(String x, long... perm) {
    var shape =
        spelt
            ? op(
                "Concat",
                List.of(first(x, 0), first(x, 1), whole64(heads), whole64(width)),
                whole("axis", 0))
            : whole64(0, 0, -1, width);
    return op("Transpose", List.of(op("Reshape", List.of(x, shape))), wholes("perm", perm));
  }

  private String first(String x, long place) {
    return op("Unsqueeze", List.of(op("Gather", List.of(op("Shape", List.of(x)), whole64(place)))));
  }

  private String attention(String x, String mask, String at) {
    var q = split(linear(x, at + "query"), 0, 2, 1, 3);
    var v = split(linear(x, at + "value"), 0, 2, 1, 3);
    String scores;
    if (spelt) {
      var k = split(linear(x, at + "key"), 0, 2, 3, 1);
      scores = op("Div", List.of(op("MatMul", List.of(q, k)), scalar((float) Math.sqrt(width))));
    } else {
      // Half of the scale on either side, computed from the shape, and the key turned in two steps.
      var k =
          op(
              "Transpose",
              List.of(split(linear(x, at + "key"), 0, 2, 1, 3)),
              wholes("perm", 0, 1, 3, 2));
      var length =
          op(
              "Cast",
              List.of(
                  op(
                      "Slice",
                      List.of(op("Shape", List.of(q)), whole64(-1), whole64(Long.MAX_VALUE)))));
      var root = op("Sqrt", List.of(op("Div", List.of(scalar(1), op("Sqrt", List.of(length))))));
      scores = op("MatMul", List.of(op("Mul", List.of(q, root)), op("Mul", List.of(k, root))));
    }
    var weighed =
        op("Softmax", List.of(op("Add", List.of(scores, mask))), whole("axis", spelt ? 3 : -1));
    var context =
        op("Transpose", List.of(op("MatMul", List.of(weighed, v))), wholes("perm", 0, 2, 1, 3));
    return op("Reshape", List.of(context, whole64(0, 0, (long) heads * width)));
  }

  private String encoder() {
    var given = op("Unsqueeze", List.of(op("Cast", List.of("attention_mask"))));
    var mask = op("Mul", List.of(op("Sub", List.of(scalar(1), given)), scalar(-3.4028235e38f)));
    var counted =
        spelt
            ? op("Slice", List.of(positions()))
            : op("Range", List.of(whole64(0), whole64(9), whole64(1)));
    var words = op("Gather", List.of(learnt("embeddings.word_embeddings.weight"), "input_ids"));
    var types =
        op("Gather", List.of(learnt("embeddings.token_type_embeddings.weight"), "token_type_ids"));
    var places = op("Gather", List.of(learnt("embeddings.position_embeddings.weight"), counted));
    var x =
        norm(op("Add", List.of(op("Add", List.of(words, types)), places)), "embeddings.LayerNorm");
    for (int i = 0; weights.find("encoder.layer." + i + ".output.dense.bias").isPresent(); i++) {
      var at = "encoder.layer." + i + ".";
      var context = attention(x, mask, at + "attention.self.");
      var joined = op("Add", List.of(linear(context, at + "attention.output.dense"), x));
      var middle = norm(joined, at + "attention.output.LayerNorm");
      var inner = activation(linear(middle, at + "intermediate.dense"));
      x =
          norm(
              op("Add", List.of(middle, linear(inner, at + "output.dense"))),
              at + "output.LayerNorm");
    }
    return x;
  }

  private String positions() {
    var all = new long[20];
    for (int i = 0; i < all.length; i++) all[i] = i;
    var name = "onnx::" + count++;
    initializers.add(tensor(name, 7, List.of(1L, (long) all.length), longs(all)));
    return name;
  }

  /// BERT's pooler on the first token.
  void pooler(String last) {
    var first =
        op(
            "Gather",
            List.of(last, op("Constant", List.of(), whole("value_int", 0))),
            whole("axis", 1));
    op("Tanh", List.of(linear(first, "pooler.dense")));
  }
}
