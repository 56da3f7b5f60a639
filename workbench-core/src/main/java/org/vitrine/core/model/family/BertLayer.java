package org.vitrine.core.model.family;

import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.FeedForward;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.PostNormLayer;
import org.vitrine.core.nn.SelfAttention;

/// A post-norm layer under the names that BERT gave its parts, as DeBERTa has them too.
///
/// @param spread deviation of fresh weights
record BertLayer(
    int hidden, int inner, double epsilon, double dropout, double spread, Activation activation) {

  /// @param query name of the projection to queries, below `attention.self`; `key` and `value` likewise
  PostNormLayer at(Params at, String query, String key, String value) {
    var own = at.in("attention.self");
    var attention =
        new SelfAttention(
            new Linear(own.in(query), hidden, hidden, spread),
            new Linear(own.in(key), hidden, hidden, spread),
            new Linear(own.in(value), hidden, hidden, spread),
            new Linear(at.in("attention.output.dense"), hidden, hidden, spread));
    var both = new Dropout(dropout);
    return new PostNormLayer(
        attention,
        both,
        new LayerNorm(at.in("attention.output.LayerNorm"), hidden, epsilon),
        new FeedForward(
            new Linear(at.in("intermediate.dense"), hidden, inner, spread),
            activation,
            new Linear(at.in("output.dense"), inner, hidden, spread)),
        both,
        new LayerNorm(at.in("output.LayerNorm"), hidden, epsilon));
  }
}
