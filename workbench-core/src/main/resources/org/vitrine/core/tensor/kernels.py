class K(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def none(self: __torch__.K) -> Optional[Tensor]:
    return None
  def seed(self: __torch__.K, key: int) -> None:
    _0 = torch.manual_seed(key)
    return None
  def linear(self: __torch__.K, x: Tensor, w: Tensor, b: Optional[Tensor], type: int) -> Tensor:
    if torch.eq(type, 6):
      y = torch.linear(x, w, b)
    else:
      if torch.__isnot__(b, None):
        y = torch.linear(torch.to(x, type), torch.to(w, type), torch.to(unchecked_cast(Tensor, b), type))
      else:
        y = torch.linear(torch.to(x, type), torch.to(w, type), None)
    return y
  def conv1d(self: __torch__.K, x: Tensor, w: Tensor, b: Tensor, type: int) -> Tensor:
    shape = torch.slice(torch.size(x), 0, -1)
    flat = torch.reshape(x, [-1, torch.size(x, -1)])
    y = torch.addmm(torch.to(b, type), torch.to(flat, type), torch.to(w, type))
    return torch.reshape(y, torch.add(shape, [torch.size(w, 1)]))
  def conv2d(self: __torch__.K, x: Tensor, w: Tensor, b: Optional[Tensor], stride: List[int], padding: int, groups: int, type: int) -> Tensor:
    if torch.__isnot__(b, None):
      bias = annotate(Optional[Tensor], torch.to(unchecked_cast(Tensor, b), type))
    else:
      bias = b
    x, w, = torch.to(x, type), torch.to(w, type)
    if (x).is_cuda:
      y = torch.conv2d(x, w, bias, stride, [padding, padding], [1, 1], groups)
    else:
      size = [torch.size(w, 2), torch.size(w, 3)]
      xs, ws, = torch.chunk(x, groups, 1), torch.chunk(w, groups, 0)
      ys = annotate(List[Tensor], [])
      for i in range(groups):
        _0 = torch.append(ys, torch.thnn_conv2d(xs[i], ws[i], size, None, stride, [padding, padding]))
      if torch.eq(groups, 1):
        y = ys[0]
      else:
        y = torch.cat(ys, 1)
      if torch.__isnot__(bias, None):
        y = torch.add(y, torch.reshape(unchecked_cast(Tensor, bias), [1, -1, 1, 1]))
    return y
  def batch_norm(self: __torch__.K, x: Tensor, w: Tensor, b: Tensor, mean: Tensor, var: Tensor, count: Tensor, training: bool, momentum: float, eps: float) -> Tensor:
    if training:
      _0 = torch.add_(count, 1)
    return torch.batch_norm(torch.to(x, 6), w, b, mean, var, training, momentum, eps, True)
  def max_pool(self: __torch__.K, x: Tensor, size: int, stride: int, padding: int) -> Tensor:
    return torch.max_pool2d(x, [size, size], [stride, stride], [padding, padding], [1, 1], False)
  def adaptive_pool(self: __torch__.K, x: Tensor, size: int) -> Tensor:
    return torch.adaptive_avg_pool2d(x, [size, size])
  def mean_map(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.mean(torch.to(x, 6), [2, 3], False)
  def flat_map(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.flatten(x, 1)
  def thinned(self: __torch__.K, x: Tensor, stride: int, before: int, after: int) -> Tensor:
    y = torch.slice(torch.slice(x, 2, 0, 9223372036854775807, stride), 3, 0, 9223372036854775807, stride)
    return torch.constant_pad_nd(y, [0, 0, 0, 0, before, after], 0)
  def recurrent(self: __torch__.K, x: Tensor, lengths: Tensor, start: Optional[Tensor], weights: List[Tensor], kind: int, biases: bool, layers: int, p: float, training: bool, both: bool, hidden: int) -> List[Tensor]:
    x = torch.to(x, 6)
    falling, order, = torch.sort(torch.to(lengths, torch.device("cpu"), 4), 0, True)
    rows = torch.to(order, (x).device, 4)
    data, sizes, = torch._pack_padded_sequence(torch.index_select(x, 0, rows), falling, True)
    if torch.__isnot__(start, None):
      h = torch.index_select(unchecked_cast(Tensor, start), 1, rows)
    else:
      h = torch.zeros([torch.mul(layers, torch.add(1, int(both))), torch.size(x, 0), hidden], dtype=6, device=x.device)
    c = torch.zeros_like(h)
    if torch.eq(kind, 0):
      y, h, = torch.rnn_tanh(data, sizes, h, weights, biases, layers, p, training, both)
    else:
      if torch.eq(kind, 1):
        y, h, = torch.rnn_relu(data, sizes, h, weights, biases, layers, p, training, both)
      else:
        if torch.eq(kind, 2):
          y, h, c, = torch.lstm(data, sizes, [h, c], weights, biases, layers, p, training, both)
        else:
          y, h, = torch.gru(data, sizes, h, weights, biases, layers, p, training, both)
    padded, _0, = torch._pad_packed_sequence(y, sizes, True, 0., torch.size(x, 1))
    back = torch.argsort(rows)
    return [torch.index_select(padded, 0, back), torch.index_select(h, 1, back), torch.index_select(c, 1, back)]
  def last_states(self: __torch__.K, h: Tensor, both: bool) -> Tensor:
    if both:
      y = torch.cat([torch.select(h, 0, -2), torch.select(h, 0, -1)], -1)
    else:
      y = torch.select(h, 0, -1)
    return y
  def row_lengths(self: __torch__.K, mask: Tensor) -> Tensor:
    return torch.sum(torch.to(torch.ne(mask, 0), 4), [1], False)
  def full_lengths(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.full([torch.size(x, 0)], torch.size(x, 1), dtype=4, device=x.device)
  def unit_rows(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.div(x, torch.sqrt(torch.sum(torch.mul(x, x), [-1], True)))
  def similarities(self: __torch__.K, x: Tensor, y: Tensor, log_scale: Tensor) -> Tensor:
    return torch.mul(torch.matmul(x, torch.transpose(y, 0, 1)), torch.exp(log_scale))
  def transposed(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.transpose(x, 0, 1)
  def contrastive_sum(self: __torch__.K, logits: Tensor) -> Tensor:
    x = torch.to(logits, 6)
    own = torch.arange(torch.size(x, 0), dtype=4, device=x.device)
    one = torch.cross_entropy_loss(x, own, None, 2)
    other = torch.cross_entropy_loss(torch.transpose(x, 0, 1), own, None, 2)
    return torch.div(torch.add(one, other), 2.)
  def first_of(self: __torch__.K, ids: Tensor, wanted: int) -> Tensor:
    if torch.lt(wanted, 0):
      y = torch.argmax(ids, -1)
    else:
      y = torch.argmax(torch.to(torch.eq(ids, wanted), 4), -1)
    return y
  def mean_after_first(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.mean(torch.slice(torch.to(x, 6), 1, 1), [1], False)
  def map_tokens(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.transpose(torch.flatten(x, 2), 1, 2)
  def tokens_before(self: __torch__.K, x: Tensor, tokens: Tensor) -> Tensor:
    wide = torch.expand(tokens, [torch.size(x, 0), torch.size(tokens, -2), torch.size(x, 2)])
    return torch.cat([torch.to(wide, (x).dtype), x], 1)
  def embedding(self: __torch__.K, ids: Tensor, w: Tensor, padding: int) -> Tensor:
    return torch.embedding(w, ids, padding)
  def layer_norm(self: __torch__.K, x: Tensor, w: Tensor, b: Tensor, eps: float) -> Tensor:
    return torch.layer_norm(torch.to(x, 6), [torch.size(x, -1)], w, b, eps)
  def rms_norm(self: __torch__.K, x: Tensor, w: Tensor, eps: float, centre: float) -> Tensor:
    x = torch.to(x, 6)
    y = torch.mul(x, torch.rsqrt(torch.add(torch.mean(torch.mul(x, x), [-1], True), eps)))
    if torch.ne(centre, 0.):
      y = torch.mul(y, torch.add(w, centre))
    else:
      y = torch.mul(w, y)
    return y
  def capped(self: __torch__.K, x: Tensor, cap: float) -> Tensor:
    return torch.mul(torch.tanh(torch.div(x, cap)), cap)
  def multiply(self: __torch__.K, x: Tensor, y: Tensor) -> Tensor:
    return torch.mul(x, y)
  def add(self: __torch__.K, x: Tensor, y: Tensor) -> Tensor:
    return torch.add(x, y)
  def scale(self: __torch__.K, x: Tensor, by: float) -> Tensor:
    return torch.mul(x, by)
  def gelu(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.gelu(x)
  def gelu_tanh(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.gelu(x, approximate="tanh")
  def gelu_quick(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.mul(x, torch.sigmoid(torch.mul(x, 1.702)))
  def gelu_clipped(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.clamp(torch.gelu(x), -10., 10.)
  def laplace(self: __torch__.K, x: Tensor) -> Tensor:
    z = torch.div(torch.sub(x, 0.70710700000000004), 0.39894256991399297)
    return torch.mul(torch.add(torch.erf(z), 1.), 0.5)
  def leaky_relu(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.leaky_relu(x, 0.01)
  def mish(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.mish(x)
  def relu6(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.hardtanh(x, 0., 6.)
  def relu_squared(self: __torch__.K, x: Tensor) -> Tensor:
    y = torch.relu(x)
    return torch.mul(y, y)
  def sigmoid(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.sigmoid(x)
  def relu(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.relu(x)
  def silu(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.silu(x)
  def tanh(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.tanh(x)
  def dropout(self: __torch__.K, x: Tensor, p: float) -> Tensor:
    if (x).is_cuda:
      y = torch.dropout(x, p, True)
    else:
      n = torch.numel(x)
      words = torch.random(torch.empty([torch.floordiv(torch.add(n, 3), 4)], dtype=4), -9223372036854775808, None)
      drawn = torch.slice(torch.view_copy(words, dtype=2), 0, 0, n)
      cut = int(torch.sub(torch.mul(p, 65536.), 32768.))
      keep = torch.reshape(torch.ge(drawn, cut), torch.size(x))
      more = torch.div(65536., torch.sub(32768., float(cut)))
      if torch.eq((x).dtype, 6):
        y = torch.mul(x, torch.mul(torch.to(keep, 6), more))
      else:
        y = torch.mul(torch.mul(x, keep), more)
    return y
  def split_heads(self: __torch__.K, x: Tensor, heads: int) -> Tensor:
    b, t, = torch.size(x, 0), torch.size(x, 1)
    return torch.transpose(torch.view(x, [b, t, heads, -1]), 1, 2)
  def split_last(self: __torch__.K, x: Tensor, parts: int) -> List[Tensor]:
    return torch.chunk(x, parts, -1)
  def flat_last(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.squeeze(x, -1)
  def is_real(self: __torch__.K, mask: Tensor) -> Tensor:
    return torch.ne(mask, 0)
  def stretch(self: __torch__.K, x: Tensor, start: int, length: int) -> Tensor:
    return torch.narrow(x, 1, start, length)
  def mean_token(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.mean(torch.to(x, 6), [1], False)
  def mask_rows(self: __torch__.K, x: Tensor, mask: Tensor) -> Tensor:
    return torch.mul(x, torch.unsqueeze(torch.to(torch.ne(mask, 0), 6), -1))
  def table(self: __torch__.K, x: Tensor, w: Tensor) -> Tensor:
    return torch.unsqueeze(w, 0)
  def repeated_row(self: __torch__.K, like: Tensor, row: Tensor) -> Tensor:
    return torch.expand(row, [torch.size(like, 0), torch.size(like, 1), torch.size(row, 2)])
  def convolve(self: __torch__.K, x: Tensor, w: Tensor, b: Tensor, groups: int, type: int) -> Tensor:
    rows, length, out, size, = torch.size(x, 0), torch.size(x, 1), torch.size(w, 0), torch.size(w, 2)
    around = torch.floordiv(size, 2)
    padded = torch.constant_pad_nd(torch.to(x, type), [0, 0, around, around], 0)
    windows = torch.unfold(padded, 1, size, 1)
    flat = torch.transpose(torch.reshape(windows, [torch.mul(rows, length), groups, -1]), 0, 1)
    taps = torch.reshape(torch.to(w, type), [groups, torch.floordiv(out, groups), -1])
    y = torch.transpose(torch.matmul(flat, torch.transpose(taps, 1, 2)), 0, 1)
    return torch.add(torch.reshape(y, [rows, length, out]), b)
  def token_at(self: __torch__.K, x: Tensor, place: int) -> Tensor:
    return torch.select(x, 1, place)
  def rows_at(self: __torch__.K, x: Tensor, at: Tensor) -> Tensor:
    rows = torch.arange(torch.size(x, 0), dtype=4, device=x.device)
    return torch.index(x, [rows, at])
  def rows_where(self: __torch__.K, x: Tensor, keep: Tensor) -> Tensor:
    return torch.index(x, [keep])
  def pick(self: __torch__.K, x: Tensor, at: Tensor) -> Tensor:
    return torch.index_select(torch.flatten(x, 0, 1), 0, at)
  def send(self: __torch__.K, x: Tensor, to: str) -> Tensor:
    return torch.to(x, torch.device(to), None, True)
  def is_labelled(self: __torch__.K, labels: Tensor, ignore: int) -> Tensor:
    return torch.ne(labels, ignore)
  def before(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.slice(x, 1, 0, -1)
  def after(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.slice(x, 1, 1)
  def last(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.slice(x, 1, -1)
  def positions(self: __torch__.K, ids: Tensor, past: int) -> Tensor:
    t = torch.size(ids, 1)
    return torch.unsqueeze(torch.arange(past, torch.add(past, t), dtype=4, device=ids.device), 0)
  def positions_after_padding(self: __torch__.K, ids: Tensor, padding: int) -> Tensor:
    real = torch.to(torch.ne(ids, padding), 4)
    return torch.add(torch.mul(torch.cumsum(real, 1), real), padding)
  def last_unlike(self: __torch__.K, ids: Tensor, id: int) -> Tensor:
    places = torch.arange(torch.size(ids, 1), dtype=4, device=ids.device)
    return torch.amax(torch.mul(torch.to(torch.ne(ids, id), 4), places), [1])
  def last_of(self: __torch__.K, ids: Tensor, id: int) -> Tensor:
    places = torch.arange(1, torch.add(torch.size(ids, 1), 1), dtype=4, device=ids.device)
    return torch.sub(torch.amax(torch.mul(torch.to(torch.eq(ids, id), 4), places), [1]), 1)
  def smallest(self: __torch__.K, x: Tensor) -> float:
    return float(torch.to(torch.min(x), 7))
  def shifted(self: __torch__.K, ids: Tensor, start: int, ignored: int, padding: int) -> Tensor:
    first = torch.full_like(torch.slice(ids, 1, 0, 1), start)
    y = torch.cat([first, torch.slice(ids, 1, 0, -1)], 1)
    return torch.masked_fill(y, torch.eq(y, ignored), padding)
  def sinusoids(self: __torch__.K, places: Tensor, width: int) -> Tensor:
    steps = torch.div(torch.to(torch.arange(0, width, 2, dtype=4, device=places.device), 7), width)
    a = torch.div(torch.unsqueeze(torch.to(places, 7), -1), torch.pow(10000., steps))
    cosines = torch.slice(torch.cos(a), -1, 0, torch.floordiv(width, 2))
    return torch.to(torch.cat([torch.sin(a), cosines], -1), 6)
  def zeros_like(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.zeros_like(x)
  def is_full(self: __torch__.K, mask: Tensor) -> float:
    return float(torch.to(torch.all(torch.ne(mask, 0)), 7))
  def padding_visible(self: __torch__.K, mask: Tensor) -> Tensor:
    return torch.unsqueeze(torch.unsqueeze(torch.ne(mask, 0), 1), 1)
  def causal_visible(self: __torch__.K, mask: Tensor, queries: int, window: int) -> Tensor:
    keys = torch.size(mask, 1)
    whole = torch.ones([queries, keys], dtype=11, device=mask.device)
    below = torch.tril(whole, torch.sub(keys, queries))
    if torch.gt(window, 0):
      below = torch.triu(below, torch.add(torch.sub(torch.sub(keys, queries), window), 1))
    return torch.logical_and(torch.unsqueeze(torch.unsqueeze(torch.ne(mask, 0), 1), 1), below)
  def additive(self: __torch__.K, visible: Tensor) -> Tensor:
    zero = torch.zeros(torch.size(visible), dtype=6, device=visible.device)
    return torch.masked_fill(zero, torch.logical_not(visible), -3.4028234663852886e+38)
  def seeing_rows(self: __torch__.K, visible: Tensor) -> Tensor:
    return torch.to(torch.any(visible, -1, True), 6)
  def mask_plus(self: __torch__.K, bias: Tensor, added: Optional[Tensor], causal: bool) -> Tensor:
    if torch.__isnot__(added, None):
      y = torch.add(bias, unchecked_cast(Tensor, added))
    else:
      y = bias
    if causal:
      tq, tk, = torch.size(bias, -2), torch.size(bias, -1)
      later = torch.triu(torch.ones([tq, tk], dtype=11, device=bias.device), torch.add(torch.sub(tk, tq), 1))
      y = torch.masked_fill(y, later, -3.4028234663852886e+38)
    return y
  def pairs_visible(self: __torch__.K, mask: Tensor) -> Tensor:
    real = torch.ne(mask, 0)
    return torch.unsqueeze(torch.logical_and(torch.unsqueeze(real, 1), torch.unsqueeze(real, 2)), 1)
  def permuted_visible(self: __torch__.K, mask: Tensor, hidden: Optional[Tensor], one_way: bool, alone: bool) -> Tensor:
    b, t, = torch.size(mask, 0), torch.size(mask, 1)
    seen = torch.expand(torch.unsqueeze(torch.ne(mask, 0), 1), [b, t, t])
    if torch.__isnot__(hidden, None):
      seen = torch.logical_and(seen, torch.le(unchecked_cast(Tensor, hidden), 0))
    if one_way:
      below = torch.tril(torch.ones([t, t], dtype=11, device=mask.device))
      if alone:
        below = torch.triu(below)
      seen = torch.logical_and(seen, below)
    return torch.unsqueeze(seen, 1)
  def or_itself(self: __torch__.K, visible: Tensor) -> Tensor:
    t = torch.size(visible, -1)
    itself = torch.triu(torch.tril(torch.ones([t, t], dtype=11, device=visible.device)))
    return torch.logical_or(visible, itself)
  def types_differ(self: __torch__.K, types: Tensor) -> Tensor:
    differ = torch.ne(torch.unsqueeze(types, 2), torch.unsqueeze(types, 1))
    return torch.unsqueeze(torch.to(differ, 4), 1)
  def distance_waves(self: __torch__.K, x: Tensor, length: int, width: int, most: int, both: bool) -> Tensor:
    away = torch.to(torch.arange(torch.sub(1, length), length, dtype=4, device=x.device), 6)
    if torch.gt(most, 0):
      away = torch.clamp(away, torch.neg(most), most)
    steps = torch.div(torch.to(torch.arange(0, width, 2, dtype=4, device=x.device), 6), width)
    turns = torch.mul(torch.unsqueeze(away, 1), torch.reciprocal(torch.pow(10000., steps)))
    y = torch.unsqueeze(torch.cat([torch.sin(turns), torch.cos(turns)], -1), 0)
    if both:
      back = torch.unsqueeze(torch.cat([torch.neg(torch.sin(turns)), torch.cos(turns)], -1), 0)
      n, r, d, = torch.floordiv(torch.size(x, 0), 2), torch.size(y, 1), torch.size(y, 2)
      y = torch.cat([torch.expand(y, [n, r, d]), torch.expand(back, [n, r, d])], 0)
    return y
  def project(self: __torch__.K, x: Tensor, w: Tensor, type: int) -> Tensor:
    return torch.matmul(torch.to(x, type), torch.reshape(torch.to(w, type), [torch.size(w, 0), -1]))
  def project_back(self: __torch__.K, x: Tensor, w: Tensor, type: int) -> Tensor:
    return torch.linear(torch.to(x, type), torch.reshape(torch.to(w, type), [torch.size(w, 0), -1]), None)
  def add_to_heads(self: __torch__.K, x: Tensor, b: Tensor) -> Tensor:
    return torch.add(x, torch.unsqueeze(b, 1))
  def heads_first(self: __torch__.K, x: Tensor, table: Tensor) -> Tensor:
    return torch.unsqueeze(torch.transpose(table, 0, 1), 0)
  def placed(self: __torch__.K, x: Tensor, targets: Tensor) -> Tensor:
    return torch.matmul(torch.transpose(torch.to(targets, 6), 1, 2), torch.to(x, 6))
  def fetched(self: __torch__.K, x: Tensor, targets: Tensor) -> Tensor:
    return torch.matmul(torch.to(targets, 6), torch.to(x, 6))
  def relative_places(self: __torch__.K, x: Tensor, queries: int, keys: int, zero: int, most: int) -> Tensor:
    i = torch.unsqueeze(torch.arange(queries, dtype=4, device=x.device), 1)
    j = torch.unsqueeze(torch.arange(keys, dtype=4, device=x.device), 0)
    return torch.clamp(torch.add(torch.sub(i, j), zero), 0, most)
  def bucket_places(self: __torch__.K, x: Tensor, length: int, buckets: int, farthest: int, span: int) -> Tensor:
    i = torch.arange(length, dtype=4, device=x.device)
    away = torch.sub(torch.unsqueeze(i, 1), torch.unsqueeze(i, 0))
    if torch.gt(buckets, 0):
      mid = torch.floordiv(buckets, 2)
      near = torch.logical_and(torch.lt(away, mid), torch.gt(away, torch.neg(mid)))
      far = torch.masked_fill(torch.abs(away), near, torch.sub(mid, 1))
      most = torch.log(torch.full([], torch.div(torch.sub(farthest, 1), mid), dtype=6, device=x.device))
      share = torch.div(torch.log(torch.div(far, mid)), most)
      steps = torch.add(torch.ceil(torch.mul(share, torch.sub(mid, 1))), mid)
      away = torch.to(torch.where(torch.le(far, mid), torch.to(away, 6), torch.mul(steps, torch.sign(away))), 4)
    return torch.clamp(torch.add(away, span), 0, torch.sub(torch.mul(span, 2), 1))
  def relative_scores(self: __torch__.K, x: Tensor, table: Tensor, at: Tensor, of_keys: bool, scale: float, type: int) -> Tensor:
    s = torch.to(torch.matmul(torch.to(x, type), torch.transpose(torch.to(table, type), -2, -1)), 6)
    shape = [torch.size(x, 0), torch.size(x, 1), torch.size(x, 2), -1]
    if of_keys:
      wide = torch.expand(torch.transpose(at, -2, -1), [shape[0], shape[1], shape[2], torch.size(at, -2)])
      y = torch.transpose(torch.gather(s, -1, wide), -2, -1)
    else:
      wide = torch.expand(at, [shape[0], shape[1], shape[2], torch.size(at, -1)])
      y = torch.gather(s, -1, wide)
    return torch.mul(y, scale)
  def distance_bias(self: __torch__.K, x: Tensor, table: Tensor, queries: int, keys: int, both: bool, longest: int) -> Tensor:
    at = torch.arange(torch.sub(keys, queries), keys, dtype=4, device=x.device)
    far = torch.sub(torch.unsqueeze(torch.arange(0, keys, dtype=4, device=x.device), 0), torch.unsqueeze(at, 1))
    buckets = torch.size(table, 0)
    if both:
      buckets = torch.floordiv(buckets, 2)
      side = torch.mul(torch.to(torch.gt(far, 0), 4), buckets)
      far = torch.abs(far)
    else:
      side = torch.zeros_like(far)
      far = torch.neg(torch.clamp(far, None, 0))
    exact = torch.floordiv(buckets, 2)
    share = torch.div(torch.log(torch.div(torch.to(far, 6), exact)), torch.log(torch.div(longest, exact)))
    wide = torch.add(torch.to(torch.mul(share, torch.sub(buckets, exact)), 4), exact)
    bucket = torch.where(torch.lt(far, exact), far, torch.clamp(wide, None, torch.sub(buckets, 1)))
    rows = torch.embedding(table, torch.add(side, bucket))
    return torch.unsqueeze(torch.permute(rows, [2, 0, 1]), 0)
  def cache_roomy(self: __torch__.K, x: Tensor, room: int) -> Tensor:
    b, h, t, d, = torch.size(x, 0), torch.size(x, 1), torch.size(x, 2), torch.size(x, 3)
    return torch.cat([x, torch.new_zeros(x, [b, h, torch.sub(room, t), d])], 2)
  def cache_write(self: __torch__.K, buffer: Tensor, x: Tensor, at: int) -> None:
    _0 = torch.copy_(torch.narrow(buffer, 2, at, torch.size(x, 2)), x)
    return None
  def cache_read(self: __torch__.K, buffer: Tensor, length: int) -> Tensor:
    return torch.narrow(buffer, 2, 0, length)
  def cache_rows(self: __torch__.K, buffer: Tensor, index: Tensor) -> Tensor:
    return torch.index_select(buffer, 0, index)
  def rotary_frequencies(self: __torch__.K, width: int, theta: float) -> Tensor:
    steps = torch.div(torch.to(torch.arange(0, width, 2, dtype=4), 6), width)
    return torch.reciprocal(torch.pow(theta, steps))
  def rotary_angles(self: __torch__.K, positions: Tensor, frequencies: Tensor, factor: float) -> List[Tensor]:
    half = torch.mul(torch.unsqueeze(torch.to(positions, 6), -1), frequencies)
    a = torch.unsqueeze(torch.cat([half, half], -1), 1)
    return [torch.mul(torch.cos(a), factor), torch.mul(torch.sin(a), factor)]
  def rotate(self: __torch__.K, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    width = torch.size(cos, -1)
    turned = torch.slice(x, -1, 0, width)
    halves = torch.chunk(turned, 2, -1)
    y = torch.add(torch.mul(turned, cos), torch.mul(torch.cat([torch.neg(halves[1]), halves[0]], -1), sin))
    if torch.lt(width, torch.size(x, -1)):
      y = torch.cat([y, torch.slice(x, -1, width)], -1)
    return y
  def repeat_heads(self: __torch__.K, x: Tensor, heads: int) -> Tensor:
    b, g, t, d, = torch.size(x, 0), torch.size(x, 1), torch.size(x, 2), torch.size(x, 3)
    if torch.lt(g, heads):
      wide = torch.expand(torch.unsqueeze(x, 2), [b, g, torch.floordiv(heads, g), t, d])
      y = torch.reshape(wide, [b, heads, t, d])
    else:
      y = x
    return y
  def mask_as(self: __torch__.K, mask: Optional[Tensor], type: int) -> Optional[Tensor]:
    if bool(torch.__or__(torch.__is__(mask, None), torch.eq(type, 6))):
      y = mask
    else:
      if torch.eq(type, 15):
        low = -3.3895313892515355e+38
      else:
        low = -65504.
      y = torch.to(torch.clamp(unchecked_cast(Tensor, mask), low, None), type)
    return y
  def attend_fused(self: __torch__.K, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], rows: Optional[Tensor], causal: bool, p: float, scale: float, cap: float, keep: Optional[Tensor], fill: Optional[Tensor], type: int) -> Tensor:
    heads = torch.size(q, 1)
    stepwise = torch.__or__(torch.gt(cap, 0.), torch.__and__(torch.gt(p, 0.), torch.__not__((q).is_cuda)))
    if stepwise:
      y = ((self).attend_eager(q, k, v, mask, rows, causal, p, scale, cap, keep, fill, type, ))[0]
    else:
      q, k, v, = torch.to(q, type), torch.to(k, type), torch.to(v, type)
      added = (self).mask_as(mask, type, )
      if torch.__and__(torch.eq(torch.size(q, 2), 1), torch.lt(torch.size(k, 1), heads)):
        folded = torch.reshape(q, [torch.size(q, 0), torch.size(k, 1), -1, torch.size(q, 3)])
        o = torch.reshape(torch.scaled_dot_product_attention(folded, k, v, added, p, False, scale=scale), torch.size(q))
      else:
        o = torch.scaled_dot_product_attention(q, (self).repeat_heads(k, heads, ), (self).repeat_heads(v, heads, ), added, p, causal, scale=scale)
      if torch.__isnot__(rows, None):
        o = torch.mul(o, unchecked_cast(Tensor, rows))
      if torch.__isnot__(keep, None):
        o = torch.add(torch.mul(o, unchecked_cast(Tensor, keep)), unchecked_cast(Tensor, fill))
      y = torch.flatten(torch.transpose(o, 1, 2), 2)
    return y
  def attend_eager(self: __torch__.K, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], rows: Optional[Tensor], causal: bool, p: float, scale: float, cap: float, keep: Optional[Tensor], fill: Optional[Tensor], type: int) -> List[Tensor]:
    heads = torch.size(q, 1)
    keys = torch.transpose((self).repeat_heads(torch.to(k, type), heads, ), -2, -1)
    if torch.eq(type, 6):
      s = torch.mul(torch.matmul(q, keys), scale)
    else:
      s = torch.to(torch.matmul(torch.to(torch.mul(q, scale), type), keys), 6)
    if torch.gt(cap, 0.):
      s = (self).capped(s, cap, )
    if torch.__isnot__(mask, None):
      s = torch.add(s, unchecked_cast(Tensor, mask))
    if causal:
      t = torch.size(s, -1)
      hidden = torch.triu(torch.ones([t, t], dtype=11, device=s.device), 1)
      s = torch.masked_fill(s, hidden, -3.4028234663852886e+38)
    a = torch.softmax(s, -1)
    if torch.__isnot__(rows, None):
      a = torch.mul(a, unchecked_cast(Tensor, rows))
    if torch.gt(p, 0.):
      d = (self).dropout(a, p, )
    else:
      d = a
    o = torch.matmul(torch.to(d, type), (self).repeat_heads(torch.to(v, type), heads, ))
    if torch.__isnot__(keep, None):
      o = torch.add(torch.mul(o, unchecked_cast(Tensor, keep)), unchecked_cast(Tensor, fill))
    return [torch.flatten(torch.transpose(o, 1, 2), 2), a, o]
  def cross_entropy_sum(self: __torch__.K, logits: Tensor, labels: Tensor, ignore: int, smoothing: float) -> Tensor:
    classes = torch.size(logits, -1)
    x = torch.to(torch.reshape(logits, [-1, classes]), 6)
    return torch.cross_entropy_loss(x, torch.reshape(labels, [-1]), None, 2, ignore, smoothing)
  def binary_cross_entropy_sum(self: __torch__.K, logits: Tensor, labels: Tensor) -> Tensor:
    return torch.binary_cross_entropy_with_logits(torch.to(logits, 6), torch.to(labels, 6), None, None, 2)
  def squared_error_sum(self: __torch__.K, values: Tensor, labels: Tensor) -> Tensor:
    return torch.mse_loss(torch.reshape(torch.to(values, 6), [-1]), torch.reshape(torch.to(labels, 6), [-1]), 2)
  def count_labels(self: __torch__.K, labels: Tensor, ignore: int) -> float:
    return float(torch.to(torch.sum(torch.ne(labels, ignore)), 7))
  def clamp(self: __torch__.K, x: Tensor, low: int, high: int) -> Tensor:
    return torch.clamp(x, low, high)
  def gradients(self: __torch__.K, loss: Tensor, parameters: List[Tensor]) -> List[Tensor]:
    found = torch.autograd.grad([loss], parameters, None, None, False, True)
    out = annotate(List[Tensor], [])
    for i in range(torch.len(parameters)):
      g = found[i]
      if torch.__isnot__(g, None):
        _0 = torch.append(out, torch.contiguous(unchecked_cast(Tensor, g)))
      else:
        _1 = torch.append(out, torch.zeros_like(parameters[i]))
    return out
  def gradients_kept(self: __torch__.K, y: Tensor, inputs: List[Tensor]) -> List[Tensor]:
    found = torch.autograd.grad([y], inputs, None, True, False, True)
    out = annotate(List[Tensor], [])
    for i in range(torch.len(inputs)):
      g = found[i]
      if torch.__isnot__(g, None):
        _0 = torch.append(out, torch.contiguous(unchecked_cast(Tensor, g)))
      else:
        _1 = torch.append(out, torch.zeros_like(inputs[i]))
    return out
  def gradients_through(self: __torch__.K, y: List[Tensor], g: List[Tensor], inputs: List[Tensor], keep: bool) -> List[Tensor]:
    given = annotate(List[Optional[Tensor]], [])
    for i in range(torch.len(g)):
      _0 = torch.append(given, g[i])
    found = torch.autograd.grad(y, inputs, given, keep, False, True)
    out = annotate(List[Tensor], [])
    for i in range(torch.len(inputs)):
      h = found[i]
      if torch.__isnot__(h, None):
        _1 = torch.append(out, torch.contiguous(unchecked_cast(Tensor, h)))
      else:
        _2 = torch.append(out, torch.empty([0], dtype=6))
    return out
  def flows(self: __torch__.K, x: Tensor) -> float:
    return float(int((x).requires_grad))
  def detached(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.detach(x)
  def ones_like(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.ones_like(x)
  def accumulate(self: __torch__.K, into: List[Tensor], more: List[Tensor]) -> None:
    torch._foreach_add_(into, more)
    return None
  def rescale(self: __torch__.K, arrays: List[Tensor], by: float) -> None:
    torch._foreach_mul_(arrays, by)
    return None
  def norm(self: __torch__.K, gradients: List[Tensor]) -> float:
    return float(torch.to(torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients))), 7))
  def clip(self: __torch__.K, gradients: List[Tensor], most: float) -> float:
    norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients)))
    factor = torch.clamp(torch.mul(torch.reciprocal(torch.add(norm, 9.9999999999999995e-07)), most), None, 1.)
    torch._foreach_mul_(gradients, factor)
    return float(torch.to(norm, 7))
  def figures(self: __torch__.K, shares: List[Tensor], gradients: List[Tensor], most: float, broken: Tensor) -> Tensor:
    loss = torch.zeros([], dtype=7, device=broken.device)
    for i in range(torch.len(shares)):
      loss = torch.add(loss, torch.to(shares[i], 7))
    norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients)))
    if torch.gt(most, 0.):
      factor = torch.clamp(torch.mul(torch.reciprocal(torch.add(norm, 9.9999999999999995e-07)), most), None, 1.)
      torch._foreach_mul_(gradients, factor)
    finite = torch.logical_and(torch.isfinite(norm), torch.isfinite(loss))
    _0 = torch.copy_(broken, torch.maximum(broken, torch.to(torch.logical_not(finite), 6)))
    return torch.stack([loss, torch.to(norm, 7), torch.to(broken, 7)])
  def adamw(self: __torch__.K, parameters: List[Tensor], gradients: List[Tensor], m: List[Tensor], v: List[Tensor], t: int, rate: float, beta1: float, beta2: float, eps: float, decay: float, unless: Optional[Tensor]) -> None:
    step = torch.full([], float(t), dtype=6, device=parameters[0].device)
    steps = annotate(List[Tensor], [])
    for i in range(torch.len(parameters)):
      _0 = torch.append(steps, step)
    none = annotate(List[Tensor], [])
    torch._fused_adamw_(parameters, gradients, m, v, none, steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False, grad_scale=None, found_inf=unless)
    return None
  def copy_into(self: __torch__.K, to: List[Tensor], source: List[Tensor]) -> None:
    torch._foreach_copy_(to, source)
    return None
  def normal(self: __torch__.K, shape: List[int], deviation: float, key: int) -> Tensor:
    _0 = torch.manual_seed(key)
    return torch.mul(torch.randn(shape, dtype=6), deviation)
  def full(self: __torch__.K, shape: List[int], value: float) -> Tensor:
    return torch.full(shape, value, dtype=6)
  def view_as(self: __torch__.K, x: Tensor, dtype: int, shape: List[int]) -> Tensor:
    return torch.reshape(torch.view_copy(x, dtype=dtype), shape)
  def to_float(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.to(x, 6)
  def own_float(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.clone(torch.to(x, 6))
  def to_long(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.to(x, 4)
  def log_softmax(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.log_softmax(torch.to(x, 6), -1)
  def softmax(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.softmax(torch.to(x, 6), -1)
  def concat(self: __torch__.K, parts: List[Tensor], axis: int) -> Tensor:
    return torch.cat(parts, axis)
  def same(self: __torch__.K, x: Tensor) -> Tensor:
    return x
  def branch(self: __torch__.K, x: Tensor) -> Tensor:
    return torch.alias(x)
  def largest(self: __torch__.K, x: Tensor) -> float:
    return float(torch.to(torch.max(x), 7))
