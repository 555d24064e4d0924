using System.Numerics;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Adds up how well texts were labelled.</summary>
internal interface ITextScore
{
    /// <summary>Takes the logits of a text, one row, <c>[1, C]</c>, which it overwrites.</summary>
    void Add<T>(MatrixView<T> logits, EncodedCorpus corpus, int document)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The measurement over all that was added.</summary>
    Measurement Measure();
}
